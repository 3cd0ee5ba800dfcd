import { type AnswerOf, ApiError, checkResult, invalidParameter, parseParameters } from '@bonafide/protocol'
import { isOver } from '../flow/open-session.ts'
import type { Transaction } from '../ports/store.ts'
import { defineAction } from './define-action.ts'
import { showDecision } from './results/show-decision.ts'

export default defineAction(checkResult, async (params, context): Promise<AnswerOf<typeof checkResult>> => {
  const values = parseParameters(checkResult, params, context.parsing)
  const { tenant, tools } = context
  const transaction = await tools.store.findTransactionOfTenant(tenant.id, values.TransactionId)
  // One answer for unknown, foreign and expired: a caller learns nothing about transactions that are not its own.
  if (transaction === undefined || isOver(transaction, tools)) throw new ApiError('TransactionIdInvalid')
  if (transaction.merchantBizId !== values.MerchantBizId) {
    throw invalidParameter('MerchantBizId', 'It is not the one given to Initialize.')
  }
  const asked = { images: values.IsReturnImage, spoofDetails: values.ReturnFiveCategorySpoofResult }
  const result = await showDecision(requireFinished(transaction), tenant, asked, tools)
  if (transaction.queriedAt === undefined) await tools.store.markQueried(transaction.id, tools.clock.now())
  return { Result: result }
})

function requireFinished(transaction: Transaction): Transaction {
  if (transaction.state !== 'finished') throw new ApiError('ProcessNotCompleted')
  return transaction
}
