import { digits, type NumberRule, weighted } from './number-rule.ts'

/** Letters stand for 10 to 35 in this order. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'
const WEIGHTS = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1] as const

/** Taiwan: a letter for the place, 1 or 2 for the sex (8, 9 for residents), seven digits, check digit modulo 10. */
export const taiwan: NumberRule = {
  name: 'a letter, nine digits, the last a check digit modulo 10; sex inside',
  protects: 'most-digits',
  form: '@#########',
  holds: (number, { sex }) =>
    /^[A-Z][1289]\d{8}$/.test(number) &&
    sumOf(number) % 10 === 0 &&
    (sex === undefined || sex === 'X' || sex === ('18'.includes(number[1] ?? '') ? 'M' : 'F')),
  invent: (digit, { sex }) => {
    const body = `${'ABCDEFGHJK'[digit()]}${sex === 'F' ? 2 : 1}${digits(digit, 7)}`
    return `${body}${(10 - (sumOf(`${body}0`) % 10)) % 10}`
  },
}

function sumOf(number: string): number {
  return weighted(`${10 + LETTERS.indexOf(number[0] ?? '')}${number.slice(1)}`, WEIGHTS)
}
