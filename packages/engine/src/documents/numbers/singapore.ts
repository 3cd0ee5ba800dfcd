import { digits, type NumberRule, weighted } from './number-rule.ts'

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2] as const
/** Check letters by prefix, and what the prefix adds to the sum. */
const SERIES: Readonly<Record<string, { readonly letters: string; readonly offset: number }>> = {
  S: { letters: 'JZIHGFEDCBA', offset: 0 },
  T: { letters: 'JZIHGFEDCBA', offset: 4 },
  F: { letters: 'XWUTRQPNMLK', offset: 0 },
  G: { letters: 'XWUTRQPNMLK', offset: 4 },
  M: { letters: 'XWUTRQPNJLK', offset: 3 },
}

/** Singapore NRIC and FIN: prefix, seven digits, check letter modulo 11. */
export const singapore: NumberRule = {
  name: 'NRIC and FIN: prefix, seven digits, check letter modulo 11',
  protects: 'every-digit',
  form: '@#######@',
  holds: (number) => /^[STFGM]\d{7}[A-Z]$/.test(number) && number[8] === checkOf(number),
  invent: (digit) => {
    const body = `S${digits(digit, 7)}`
    return body + checkOf(body)
  },
}

function checkOf(number: string): string {
  const series = SERIES[number[0] ?? '']
  if (series === undefined) return ''
  const rest = (weighted(number.slice(1), WEIGHTS) + series.offset) % 11
  // The letters of M are listed for 11 - 1 - remainder.
  return series.letters[number.startsWith('M') ? 10 - rest : rest] ?? ''
}
