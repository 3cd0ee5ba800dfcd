import { countryPassport } from '../country-passport.ts'
import { formOnly } from '../numbers/number-rule.ts'

export default countryPassport('PHL03001', 'Passport of the Philippines', 'PHL', {
  ...formOnly('a letter, seven digits, a letter', 'P#######A'),
  holds: (number) => /^([A-Z]\d{7}[A-Z]|[A-Z]{2}\d{7})$/.test(number),
})
