import { commaList, text, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Reads the verdict. Structured fields of the answer are JSON written as text: an object there breaks the clients. */
export default defineOperation({
  name: 'CheckResult',
  parameters: {
    TransactionId: text({ required: true, max: 64 }),
    MerchantBizId: text({ required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
    IsReturnImage: toggle({ fallback: false }),
    ExtraImageControlList: commaList({ item: /^[A-Z_]{1,32}$/, most: 6, supported: [] }),
    /** Three of the categories are looked for: screens, copies, changed print. */
    ReturnFiveCategorySpoofResult: toggle({ fallback: false }),
  },
  answer: {
    Result: {
      Passed: 'string',
      SubCode: 'string',
      EkycResult: 'string',
      ExtBasicInfo: 'string',
      ExtIdInfo: 'string',
      ExtFaceInfo: 'string',
      ExtRiskInfo: 'string',
      ExtInfo: 'string',
      ExtSourceInfo: 'string',
    },
  },
})
