import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** What happened in the client's flow, for whoever asks why a verification was not finished (check-result section 6). */
export default defineOperation({
  name: 'CheckVerifyLog',
  parameters: {
    TransactionId: text({ in: 'form', required: true, max: 64 }),
    MerchantBizId: text({ in: 'form', required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
  },
  answer: {
    Result: {
      VerifyStatus: 'string',
      VerifyErrorCode: 'string',
      InterruptPage: 'string',
      InterruptPageEn: 'string',
      LogInfo: ['string'],
      LogInfoEn: ['string'],
      LogStatisticsInfo: 'string',
      Passed: 'string',
      SubCode: 'string',
      ExtInfo: 'string',
    },
  },
})
