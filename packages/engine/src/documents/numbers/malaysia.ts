import { isDayWithin } from './day-within.ts'
import { digits, type NumberRule } from './number-rule.ts'

/** Malaysia: birth date, code of the place of birth, order (odd for men). There is no check digit. */
export const malaysia: NumberRule = {
  name: 'twelve digits: birth date YYMMDD, place code, order with the sex; no check digit',
  protects: 'form-only',
  form: '############',
  holds: (number, { birthDate, sex }) =>
    /^\d{12}$/.test(number) &&
    isDayWithin(number.slice(0, 6), birthDate) &&
    (sex === undefined || sex === 'X' || sex === (Number(number[11]) % 2 === 1 ? 'M' : 'F')),
  invent: (digit, { birthDate, sex }) => {
    const last = 2 * (digit() % 5) + (sex === 'F' ? 0 : 1)
    return `${birthDate.slice(2).replaceAll('-', '')}-0${1 + (digit() % 9)}-${digits(digit, 3)}${last}`
  },
}
