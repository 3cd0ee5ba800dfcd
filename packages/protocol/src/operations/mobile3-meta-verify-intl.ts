import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { PARAM_TYPES, product } from './outside/parameters.ts'

/** Whether a telephone number belongs to a name and a number of the register. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'Mobile3MetaVerifyIntl',
  parameters: {
    ProductCode: product('MOBILE_3META'),
    IdentifyNum: text({ required: true, max: 64 }),
    Mobile: text({ required: true, max: 32 }),
    UserName: text({ required: true, max: 128 }),
    ParamType: choice(PARAM_TYPES, { required: true }),
  },
  answer: { Result: { BizCode: 'string', IspName: 'string', SubCode: 'string' } },
})
