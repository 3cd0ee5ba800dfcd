import { countryPassport } from '../country-passport.ts'
import { formOnly } from '../numbers/number-rule.ts'

export default countryPassport(
  'SGP03001',
  'Passport of Singapore',
  'SGP',
  formOnly('a letter, seven digits, a letter', '@#######@'),
)
