import type { Transaction, Verdict } from '../ports/store.ts'
import { callbackFor } from './callback-for.ts'
import { isTextDeleted } from './delete-record.ts'
import { openDecision, type StoredDecision } from './stored-decision.ts'
import { type FlowTools, openVault } from './tools.ts'

/** SubCode of a verification that a person rejected. */
const REJECTED_BY_REVIEW = '218'

export type ReviewTools = Pick<FlowTools, 'store' | 'keys' | 'clock' | 'log'>

export interface ReviewDecision {
  readonly transactionId: string
  readonly passed: boolean
  readonly reviewer: string
  readonly note: string
}

/** Appends a person's verdict; CheckResult shows it from here on, and the callback is sent again. */
export async function decideReview(review: ReviewDecision, tools: ReviewTools): Promise<'recorded' | 'not-reviewable'> {
  const transaction = await tools.store.findTransaction(review.transactionId)
  if (transaction === undefined || isTextDeleted(transaction)) return 'not-reviewable'
  const vault = await openVault(transaction, tools)
  const verdict: Verdict = review.passed
    ? { passed: true, subCode: '200', ekycResult: 'Success' }
    : { passed: false, subCode: REJECTED_BY_REVIEW, ekycResult: 'Failure' }
  const callback = callbackFor(transaction, verdict, vault)
  const outcome = await tools.store.appendReview(transaction.id, {
    verdict,
    reviewer: review.reviewer,
    sealedNote: vault.seal('review-note', new TextEncoder().encode(review.note)),
    at: tools.clock.now(),
    ...(callback === undefined ? {} : { callback }),
  })
  tools.log.write('info', `review-${outcome}`, { transactionId: transaction.id, code: verdict.subCode })
  return outcome
}

/** What a reviewer looks at: the decision with its findings. */
export async function decisionUnderReview(
  transaction: Transaction,
  tools: ReviewTools,
): Promise<StoredDecision | undefined> {
  if (transaction.sealedDecision === undefined) return undefined
  return openDecision(await openVault(transaction, tools), transaction.sealedDecision)
}
