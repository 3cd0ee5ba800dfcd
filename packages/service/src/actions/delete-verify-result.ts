import { ApiError, deleteVerifyResult, parseParameters } from '@bonafide/protocol'
import { writeReceipt } from '../custody/receipts.ts'
import { deleteRecord } from '../flow/delete-record.ts'
import type { DeletionKind } from '../ports/deletions.ts'
import type { Transaction } from '../ports/store.ts'
import { defineAction } from './define-action.ts'

export default defineAction(deleteVerifyResult, async (params, { tenant, tools, parsing }) => {
  const { TransactionId, DeleteAfterQuery, DeleteType } = parseParameters(deleteVerifyResult, params, parsing)
  const transaction = await tools.store.findTransactionOfTenant(tenant.id, TransactionId)
  if (transaction === undefined) throw new ApiError('TransactionIdInvalid')
  requireSettled(transaction, DeleteType)
  if (DeleteAfterQuery && transaction.queriedAt === undefined) return { Result: { TransactionId, DeleteResult: 'N' } }
  const deletion = await deleteRecord(transaction, DeleteType, 'asked', tools)
  return { Result: { TransactionId, DeleteResult: 'Y', Receipt: writeReceipt(deletion) } }
})

/** Not while it is judged; and before that there are no parts of a result, only the whole. */
function requireSettled({ state }: Transaction, kind: DeletionKind): void {
  const begun = state === 'created' || state === 'started' || state === 'capturing'
  if (state === 'judging' || (begun && kind !== 'All')) throw new ApiError('ProcessNotCompleted')
}
