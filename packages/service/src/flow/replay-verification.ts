import { type Decision, products, withFinding } from '@bonafide/engine'
import { type Judge, JudgingFailed } from '../ports/judge.ts'
import type { Transaction } from '../ports/store.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { evidenceNotAsked } from './judge.ts'
import { type Drift, driftBetween } from './replay-drift.ts'
import { recordedPolicy } from './replay-policy.ts'
import { MaterialMissing } from './require-material.ts'
import { SEEN_BEFORE } from './seen-before.ts'
import { openDecision } from './stored-decision.ts'
import { openRequest } from './stored-request.ts'
import { type FlowTools, openVault } from './tools.ts'

/** Why nothing can be judged again. */
export type NotReplayed =
  | JudgingFailed['code']
  | 'not-decided'
  | 'text-deleted'
  | 'pictures-deleted'
  | 'material-missing'
  | 'never-judged'
  | 'other-policy'

/** A network that made the recorded decision and is another here, or is not used here any more. */
export interface OtherModel {
  readonly id: string
  readonly recorded: string
  readonly here: string | undefined
}

export type Replayed =
  | { readonly transactionId: string; readonly result: 'not-replayed'; readonly why: NotReplayed }
  | {
      readonly transactionId: string
      readonly result: 'equal' | 'drift'
      readonly policyId: string
      readonly otherModels: readonly OtherModel[]
      readonly drift: readonly Drift[]
    }

export type ReplayTools = Pick<FlowTools, 'store' | 'blobs' | 'keys'> & { readonly judge: Pick<Judge, 'judge'> }

/** Findings that others made than the engine; they are taken as they were recorded. */
const OF_OTHERS: ReadonlySet<string> = new Set(['face-search', 'official-register', SEEN_BEFORE])

/**
 * Judges a stored verification once more, from the material that was accepted, by the recorded policy, on the day on which it
 * was decided; and says exactly what differs. Writes nothing.
 */
export async function replayVerification(transaction: Transaction, tools: ReplayTools): Promise<Replayed> {
  const { id: transactionId, sealedDecision, decidedAt, deleted } = transaction
  const cannot = (why: NotReplayed) => ({ transactionId, result: 'not-replayed', why }) as const
  if (deleted.includes('Text')) return cannot('text-deleted')
  if (deleted.includes('Img')) return cannot('pictures-deleted')
  if (sealedDecision === undefined || decidedAt === undefined) return cannot('not-decided')
  const vault = await openVault(transaction, tools)
  const recorded = openDecision(vault, sealedDecision)
  if (recorded.findings.some(({ check }) => check === 'judging')) return cannot('never-judged')
  const policy = recordedPolicy(recorded.policyId)
  if (policy === undefined) return cannot('other-policy')
  const evidence = await gatherEvidence(transaction, vault, { ...tools, clock: { now: () => decidedAt } }).catch(
    (error: unknown) => {
      if (error instanceof MaterialMissing) return undefined
      throw error
    },
  )
  if (evidence === undefined) return cannot('material-missing')
  const { productCode } = transaction
  const without = evidenceNotAsked(products.get(productCode), openRequest(vault, transaction))
  const judged = await tools.judge.judge({ productCode, policy, evidence, without }).catch((error: unknown) => {
    if (error instanceof JudgingFailed) return error
    throw error
  })
  // Of many, one that cannot be judged now must not end the others.
  if (judged instanceof JudgingFailed) return cannot(judged.code)
  const { decision } = judged
  const drift = driftBetween(recorded, withRecordedOfOthers(decision, recorded))
  return {
    transactionId,
    result: drift.length === 0 ? 'equal' : 'drift',
    policyId: policy.id,
    otherModels: otherModels(recorded, decision),
    drift,
  }
}

function withRecordedOfOthers(decision: Decision, recorded: Decision): Decision {
  return recorded.findings.filter(({ check }) => OF_OTHERS.has(check)).reduce(withFinding, decision)
}

function otherModels(recorded: Decision, now: Decision): readonly OtherModel[] {
  const here = new Map(now.models.map(({ id, sha256 }) => [id, sha256]))
  return recorded.models
    .map(({ id, sha256 }) => ({ id, recorded: sha256, here: here.get(id) }))
    .filter((model) => model.recorded !== model.here)
}
