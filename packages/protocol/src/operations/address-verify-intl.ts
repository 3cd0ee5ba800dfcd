import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { COORDINATE, placeIsComplete, product } from './outside/parameters.ts'

/** Whether somebody is where they say (deprecated upstream). Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'AddressVerifyIntl',
  parameters: {
    ProductCode: product('ADD_VERIFY_PRO'),
    AddressType: choice(['0', '1'], { required: true }),
    DefaultCountry: text({ required: true, max: 64 }),
    DefaultProvince: text({ max: 128 }),
    DefaultCity: text({ max: 128 }),
    DefaultDistrict: text({ max: 128 }),
    Text: text({ max: 512 }),
    Latitude: text({ max: 16, pattern: COORDINATE }),
    Longitude: text({ max: 16, pattern: COORDINATE }),
    Mobile: text({ required: true, max: 32 }),
    VerifyType: choice(['HOME', 'WORK'], { required: true }),
  },
  rules: [placeIsComplete],
  successCode: '200',
  answer: {
    ResultObject: {
      Passed: 'string',
      SubCode: 'string',
      AddressInfo: 'string',
      IspName: 'string',
      TransactionId: 'string',
    },
  },
})
