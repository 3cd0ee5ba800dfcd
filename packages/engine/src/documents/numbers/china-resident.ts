import { digits, type NumberHolder, type NumberRule, weighted } from './number-rule.ts'

/** GB 11643-1999: 17 digits weighted by powers of two modulo 11, the check character by this table. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/** Mainland China: region, birth date, order (odd for men), check character modulo 11-2. */
export const chinaResident: NumberRule = {
  name: 'GB 11643: 17 digits and a check character modulo 11-2; birth date and sex inside',
  protects: 'every-digit',
  form: '#################*',
  holds: (number, holder) =>
    /^[1-9]\d{16}[\dX]$/.test(number) && number[17] === checkOf(number) && belongs(number, holder),
  invent: (digit, { birthDate, sex }) => {
    const order = `${digits(digit, 2)}${sex === 'F' ? 2 * (digit() % 5) : 2 * (digit() % 5) + 1}`
    const body = `11010${1 + (digit() % 8)}${birthDate.replaceAll('-', '')}${order}`
    return body + checkOf(body)
  },
}

function checkOf(number: string): string {
  return CHECKS[weighted(number, WEIGHTS) % 11] ?? ''
}

function belongs(number: string, { birthDate, sex }: NumberHolder): boolean {
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const printedSex = Number(number[16]) % 2 === 1 ? 'M' : 'F'
  return (birthDate === undefined || birthDate === day) && (sex === undefined || sex === 'X' || sex === printedSex)
}
