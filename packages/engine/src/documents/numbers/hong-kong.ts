import { digits, type NumberRule } from './number-rule.ts'

/** Hong Kong: one or two letters, six digits and a check digit in brackets, modulo 11; a missing first letter counts as 36. */
export const hongKong: NumberRule = {
  name: 'one or two letters, six digits, check digit modulo 11 in brackets',
  protects: 'every-digit',
  holds: (number) => {
    const match = /^([A-Z]?)([A-Z])(\d{6})([\dA])$/.exec(number)
    return match !== null && checkOf(match[1] ?? '', match[2] ?? '', match[3] ?? '') === match[4]
  },
  invent: (digit) => {
    const letter = 'AGKPRVYZDE'[digit()] ?? 'A'
    const body = digits(digit, 6)
    return `${letter}${body}(${checkOf('', letter, body)})`
  },
}

function checkOf(first: string, second: string, body: string): string {
  const values = [first === '' ? 36 : numberOf(first), numberOf(second), ...[...body].map(Number)]
  const sum = values.reduce((total, value, index) => total + value * (9 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'A' : String(check)
}

function numberOf(letter: string): number {
  return letter.charCodeAt(0) - 55
}
