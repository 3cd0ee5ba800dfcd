import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { product } from './outside/parameters.ts'

/** Whether a name belongs to a number of the register. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'Id2MetaVerifyIntl',
  parameters: {
    ProductCode: product('ID_2META'),
    IdentifyNum: text({ required: true, max: 64 }),
    UserName: text({ required: true, max: 128 }),
    ParamType: choice(['normal'], { fallback: 'normal' }),
  },
  answer: { Result: { BizCode: 'string' } },
})
