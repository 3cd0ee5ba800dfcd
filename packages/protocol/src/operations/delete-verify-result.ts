import { choice, text, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'

/**
 * Deletes a verification, its pictures or what is written about it (check-result section 7). `Receipt` is ours: the
 * signed proof of the deletion.
 */
export default defineOperation({
  name: 'DeleteVerifyResult',
  parameters: {
    TransactionId: text({ required: true, max: 64 }),
    DeleteAfterQuery: toggle({ fallback: false }),
    DeleteType: choice(['All', 'Img', 'Text'], { fallback: 'All' }),
  },
  successCode: '200',
  answer: { Result: { TransactionId: 'string', DeleteResult: 'string', Receipt: 'string' } },
})
