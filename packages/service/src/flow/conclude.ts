import { type Decision, type Product, products } from '@bonafide/engine'
import { subCodeOf } from '../actions/reason-codes.ts'
import { prepareAnswer } from '../actions/results/show-decision.ts'
import type { FaceRegistration } from '../ports/face-groups.ts'
import type { JudgedDecision } from '../ports/judge.ts'
import type { JobRef, Store, Transaction, Verdict } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey, pageField } from './blob-names.ts'
import { callbackFor } from './callback-for.ts'
import { clipEnd } from './evidence-clip.ts'
import { type StoredDecision, sealDecision } from './stored-decision.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** A decision that is ready to be written, with what goes along. */
export interface Conclusion {
  readonly decision: StoredDecision
  /** The live face, where it is registered with the decision. */
  readonly enrolment?: FaceRegistration
}

/** Keeps the pictures of a decision; before the decision itself, so that no decision is without them. */
export async function keepPictures(
  transaction: Transaction,
  vault: TransactionVault,
  judged: JudgedDecision,
  tools: FlowTools,
): Promise<void> {
  await keepPicture(transaction.id, BLOB_FIELDS.portrait, judged.portraitJpeg, vault, tools)
  await keepPicture(transaction.id, BLOB_FIELDS.face, judged.faceJpeg, vault, tools)
  for (const { page, jpeg } of judged.pageJpegs ?? [])
    await keepPicture(transaction.id, pageField(page), jpeg, vault, tools)
}

/** Writes the decision, once, with audit entry, callback and enrolment in the same SQL transaction. */
export async function conclude(
  job: JobRef,
  transaction: Transaction,
  vault: TransactionVault,
  { decision, enrolment }: Conclusion,
  tools: FlowTools,
): ReturnType<Store['conclude']> {
  const verdict = verdictOf(decision, products.get(transaction.productCode))
  const callback = callbackFor(transaction, verdict, vault)
  const clipUntil = await clipEnd(transaction, vault, verdict.passed, tools)
  const outcome = await tools.store.conclude(job, {
    verdict,
    ...(clipUntil === undefined ? {} : { clipUntil }),
    sealedDecision: sealDecision(
      vault,
      decision,
      prepareAnswer({ transaction, vault, verdict, decision }, tools.settings),
    ),
    decidedAt: tools.clock.now(),
    ...(callback === undefined ? {} : { callback }),
    ...(enrolment === undefined ? {} : { enrolment }),
  })
  tools.log.write('info', outcome, { transactionId: transaction.id, attempt: job.attempt, code: verdict.subCode })
  tools.changes.announce(transaction.id)
  return outcome
}

/** A decision as the API shows it. One that waits for a person has not passed. */
export function verdictOf(
  decision: Pick<Decision, 'outcome' | 'reason'>,
  product: Pick<Product, 'evidence'> | undefined,
): Verdict {
  if (decision.outcome === 'passed') return { passed: true, subCode: '200', ekycResult: 'Success' }
  const subCode = subCodeOf(decision.reason ?? 'system-error', product)
  return { passed: false, subCode, ekycResult: decision.outcome === 'review' ? 'Pending' : 'Failure' }
}

async function keepPicture(
  transactionId: string,
  field: string,
  jpeg: Uint8Array | undefined,
  vault: TransactionVault,
  tools: FlowTools,
): Promise<void> {
  if (jpeg !== undefined) await tools.blobs.put(blobKey(transactionId, field), vault.pictures.seal(field, jpeg))
}
