import { countryPassport } from '../country-passport.ts'
import { formOnly } from '../numbers/number-rule.ts'

/** Since 2012: E and eight digits, later E, a letter and seven digits. */
const NUMBER = formOnly('E, a letter or digit, seven digits', 'E########')

export default countryPassport('CHN03001', 'Passport of China', 'CHN', {
  ...NUMBER,
  holds: (number) => /^[A-Z][0-9A-Z]\d{7}$/.test(number),
})
