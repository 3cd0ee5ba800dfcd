import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { product } from './outside/parameters.ts'

/** Whether a device is where its user says. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'AddressVerifyV2Intl',
  parameters: {
    ProductCode: product('ADD_VERIFY_PRO'),
    DeviceToken: text({ required: true, max: 4096 }),
    RegCountry: choice(['USA'], { required: true }),
    Mobile: text({ max: 32 }),
    Text: text({ max: 512 }),
    VerifyType: choice(['HOME', 'WORK'], {}),
  },
  answer: { Result: { BizCode: 'string', Detail: 'string', TransactionId: 'string' } },
})
