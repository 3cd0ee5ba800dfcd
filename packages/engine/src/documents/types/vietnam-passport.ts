import { countryPassport } from '../country-passport.ts'
import { formOnly } from '../numbers/number-rule.ts'

export default countryPassport('VNM03001', 'Passport of Vietnam', 'VNM', {
  ...formOnly('a letter and seven or eight digits', 'C########'),
  holds: (number) => /^[A-Z]\d{7,8}$/.test(number),
})
