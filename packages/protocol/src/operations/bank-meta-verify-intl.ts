import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { cardIsComplete, PARAM_TYPES, product } from './outside/parameters.ts'

/** Whether a bank card belongs to a name, a number and a telephone. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'BankMetaVerifyIntl',
  parameters: {
    ProductCode: product('BANK_CARD_N_META'),
    ProductType: choice(['BANK_CARD_2_META', 'BANK_CARD_3_META', 'BANK_CARD_4_META'], { required: true }),
    VerifyMode: choice(['VERIFY_BANK_CARD'], { required: true }),
    BankCard: text({ required: true, max: 64 }),
    UserName: text({ required: true, max: 128 }),
    IdentifyNum: text({ max: 64 }),
    IdentityType: text({ max: 32 }),
    Mobile: text({ max: 32 }),
    ParamType: choice(PARAM_TYPES, { required: true }),
  },
  rules: [cardIsComplete],
  successCode: '200',
  answer: { ResultObject: { BizCode: 'string', SubCode: 'string' } },
})
