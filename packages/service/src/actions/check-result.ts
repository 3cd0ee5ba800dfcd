import { type AnswerOf, ApiError, checkResult, invalidParameter, parseParameters } from '@bonafide/protocol'
import { clipAddress } from '../flow/evidence-clip.ts'
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
  const shown = await showDecision(requireFinished(transaction), tenant, asked, tools)
  const result = withClip(shown, clipAddress(transaction, tools))
  if (transaction.queriedAt === undefined) await tools.store.markQueried(transaction.id, tools.clock.now())
  return { Result: result }
})

/** The address is made anew for every call, so that it is no part of the answer that was prepared. */
function withClip<Shown extends { readonly ExtInfo?: string }>(shown: Shown, videoUrl: string | undefined): Shown {
  if (videoUrl === undefined) return shown
  const told = JSON.parse(shown.ExtInfo ?? '{}') as Readonly<Record<string, unknown>>
  return { ...shown, ExtInfo: JSON.stringify({ ...told, videoUrl }) }
}

function requireFinished(transaction: Transaction): Transaction {
  if (transaction.state !== 'finished') throw new ApiError('ProcessNotCompleted')
  return transaction
}
