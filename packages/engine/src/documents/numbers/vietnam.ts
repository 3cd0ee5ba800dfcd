import { digits, type NumberHolder, type NumberRule } from './number-rule.ts'

/** Vietnam: code of the province, a digit for century and sex (0 man, 1 woman of the 20th century), year, order. No check digit. */
export const vietnam: NumberRule = {
  name: 'twelve digits: province, century and sex, year of birth, order; no check digit',
  protects: 'form-only',
  form: '############',
  holds: (number, holder) => /^0\d{11}$/.test(number) && number.slice(3, 6) === expected(number, holder),
  invent: (digit, holder) => `0${digits(digit, 1)}1${expected('', holder)}${digits(digit, 6)}`,
}

/** The digits of century, sex and year; those of the number itself where the holder does not tell. */
function expected(number: string, { birthDate, sex }: NumberHolder): string {
  const year = birthDate?.slice(2, 4) ?? number.slice(4, 6)
  if (birthDate === undefined || (sex !== 'M' && sex !== 'F')) return (number[3] ?? '') + year
  const century = Number(birthDate.slice(0, 2)) - 19
  return `${2 * century + (sex === 'F' ? 1 : 0)}${year}`
}
