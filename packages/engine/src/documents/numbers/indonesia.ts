import { isDayWithin } from './day-within.ts'
import { digits, type NumberHolder, type NumberRule } from './number-rule.ts'

/** Women's days of birth are written 40 higher. */
const WOMEN = 40

/** Indonesia: province, regency and district, birth date DDMMYY, order. There is no check digit. */
export const indonesia: NumberRule = {
  name: 'NIK: sixteen digits with region, birth date DDMMYY (women + 40) and order; no check digit',
  protects: 'form-only',
  form: '################',
  holds: (number, holder) => /^[1-9]\d{15}$/.test(number) && number.slice(12) !== '0000' && isBorn(number, holder),
  invent: (digit, { birthDate, sex }) => {
    const [year = '', month = '', day = ''] = birthDate.split('-')
    const shown = String(Number(day) + (sex === 'F' ? WOMEN : 0)).padStart(2, '0')
    return `3174${digits(digit, 2)}${shown}${month}${year.slice(2)}000${1 + (digit() % 9)}`
  },
}

function isBorn(number: string, { birthDate, sex }: NumberHolder): boolean {
  const shown = Number(number.slice(6, 8))
  const isWoman = shown > WOMEN
  const day = String(isWoman ? shown - WOMEN : shown).padStart(2, '0')
  const fitsSex = sex === undefined || sex === 'X' || (sex === 'F') === isWoman
  return fitsSex && isDayWithin(`${number.slice(10, 12)}${number.slice(8, 10)}${day}`, birthDate)
}
