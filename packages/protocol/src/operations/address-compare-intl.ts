import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { product } from './outside/parameters.ts'

/**
 * Down to which level two addresses are the same, by what both of them state (server-apis section 4). DefaultCountry makes
 * no difference: every level that is compared is below the country.
 */
export default defineOperation({
  name: 'AddressCompareIntl',
  parameters: {
    ProductCode: product('ADD_VERIFY'),
    DefaultCountry: text({ required: true, max: 64 }),
    Text1: text({ required: true, max: 512 }),
    Text2: text({ required: true, max: 512 }),
  },
  answer: { Result: { Data: 'string' } },
})
