import { digits, type NumberRule } from './number-rule.ts'

/** Thailand: thirteen digits, the last a check digit modulo 11. */
export const thailand: NumberRule = {
  name: 'thirteen digits, the last a check digit modulo 11',
  protects: 'most-digits',
  form: '#############',
  holds: (number) => /^[1-8]\d{12}$/.test(number) && checkOf(number) === number[12],
  invent: (digit) => {
    const body = `${1 + (digit() % 8)}${digits(digit, 11)}`
    const whole = body + checkOf(body)
    return [whole.slice(0, 1), whole.slice(1, 5), whole.slice(5, 10), whole.slice(10, 12), whole.slice(12)].join(' ')
  },
}

function checkOf(number: string): string {
  const sum = [...number.slice(0, 12)].reduce((total, digit, index) => total + Number(digit) * (13 - index), 0)
  return String((11 - (sum % 11)) % 10)
}
