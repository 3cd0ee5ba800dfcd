import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { DATE, product } from './outside/parameters.ts'

/** Whether name, number and validity of an identity card are those of the register. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'Id2MetaPeriodVerifyIntl',
  parameters: {
    ProductCode: product('eKYC_Date_MIN', 'form'),
    MerchantBizId: text({ in: 'form', required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
    MerchantUserId: text({ in: 'form', max: 64 }),
    SceneCode: text({ in: 'form', max: 10, pattern: /^[A-Za-z0-9_]+$/ }),
    DocType: choice(['00000001'], { in: 'form', required: true }),
    DocName: text({ in: 'form', required: true, max: 128 }),
    DocNo: text({ in: 'form', required: true, max: 64 }),
    ValidityStartDate: text({ in: 'form', required: true, max: 8, pattern: DATE }),
    ValidityEndDate: text({ in: 'form', required: true, max: 8, pattern: DATE }),
  },
  answer: { Result: { Passed: 'string', SubCode: 'string' } },
})
