import { countryPassport } from '../country-passport.ts'
import { formOnly } from '../numbers/number-rule.ts'

export default countryPassport('THA03001', 'Passport of Thailand', 'THA', {
  ...formOnly('one or two letters, six or seven digits', 'AA#######'),
  holds: (number) => /^[A-Z]{1,2}\d{6,7}$/.test(number),
})
