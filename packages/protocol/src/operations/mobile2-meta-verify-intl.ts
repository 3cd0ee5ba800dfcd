import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { PARAM_TYPES, product } from './outside/parameters.ts'

/** Whether a telephone number belongs to a name. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'Mobile2MetaVerifyIntl',
  parameters: {
    ProductCode: product('MOBILE_2META', 'form'),
    Mobile: text({ in: 'form', required: true, max: 32 }),
    UserName: text({ in: 'form', required: true, max: 128 }),
    ParamType: choice(PARAM_TYPES, { in: 'form', required: true }),
  },
  answer: { Result: { BizCode: 'string', IspName: 'string' } },
})
