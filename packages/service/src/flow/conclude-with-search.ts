import { type Decision, type Finding, withFinding } from '@bonafide/engine'
import { TemplatesOutdated } from '../faces/face-index.ts'
import { prepareRegistration, settleRegistration } from '../faces/register-face.ts'
import { FaceGroupMissing, type FaceOrder, type FoundFaces, searchFaces } from '../faces/search-faces.ts'
import { errorFields } from '../http/log.ts'
import type { FaceRegistration } from '../ports/face-groups.ts'
import type { JudgedDecision } from '../ports/judge.ts'
import type { JobRef, Tenant, Transaction } from '../ports/store.ts'
import { conclude } from './conclude.ts'
import type { StoredDecision } from './stored-decision.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** The finding of the search among those of the engine's checks. */
const CHECK = 'face-search'

export interface SearchedConclusion {
  readonly job: JobRef
  readonly transaction: Transaction
  readonly tenant: Tenant
  readonly vault: TransactionVault
  readonly judged: JudgedDecision
  readonly order: FaceOrder
}

/**
 * Looks for the live face in face groups, and concludes with what was found. A new face is registered with the decision, in
 * one SQL transaction; when another face came into the group meanwhile, the search is done again.
 */
export async function concludeWithSearch(conclusion: SearchedConclusion, tools: FlowTools): Promise<void> {
  const { job, transaction, vault } = conclusion
  let mayRegister = true
  for (;;) {
    const searched = await search(conclusion, tools)
    const enrolment = mayRegister ? await enrolmentFor(conclusion, searched, tools) : undefined
    const decision = decisionWith(conclusion, searched, enrolment)
    const outcome = await conclude(
      job,
      transaction,
      vault,
      { decision, ...(enrolment === undefined ? {} : { enrolment }) },
      tools,
    )
    if (enrolment !== undefined) await settleRegistration(enrolment, outcome === 'concluded', tools)
    if (outcome === 'concluded' || outcome === 'already' || outcome === 'stale') return
    // Refused for what will not change by looking again: the decision stands without a registration.
    mayRegister = outcome === 'changed'
  }
}

/** Undefined when there is no live face to look for, or the search could not be made: then nothing passes. */
async function search({ judged, order, tenant, transaction }: SearchedConclusion, tools: FlowTools) {
  if (judged.template === undefined || judged.decision.outcome === 'not-passed') return undefined
  try {
    return await searchFaces(judged.template, order, tenant, tools)
  } catch (error) {
    if (!(error instanceof FaceGroupMissing || error instanceof TemplatesOutdated)) throw error
    tools.log.write('warn', 'face-search-failed', { transactionId: transaction.id, ...errorFields(error) })
    return undefined
  }
}

/** Only who passed, and is nobody of those in the group, is registered. */
async function enrolmentFor(
  { judged, order, tenant }: SearchedConclusion,
  found: FoundFaces | undefined,
  tools: FlowTools,
): Promise<FaceRegistration | undefined> {
  const { template, faceJpeg, decision } = judged
  if (order.enrolment === undefined || found === undefined || decision.outcome !== 'passed') return undefined
  if (template === undefined || faceJpeg === undefined || !found.isNew || found.duplicates.length > 0) return undefined
  const { groupCode, merchantUserId, replace } = order.enrolment
  const place = { groupCode, replace, ...(found.searchedAt === undefined ? {} : { searchedAt: found.searchedAt }) }
  return prepareRegistration(
    { merchantUserId, template, jpeg: faceJpeg, registration: 'automatic' },
    place,
    tenant,
    tools,
  )
}

function decisionWith(
  { judged: { decision }, order }: SearchedConclusion,
  found: FoundFaces | undefined,
  enrolment: FaceRegistration | undefined,
): StoredDecision {
  const registration = enrolment === undefined ? {} : { faceId: enrolment.record.faceId }
  return {
    ...withSearch(decision, order, found),
    ...(order.enrolment === undefined ? {} : { registration }),
  }
}

/** Nobody who has not passed is searched for; where a search was asked for and could not be made, nobody passes. */
function withSearch(decision: Decision, { groupCodes }: FaceOrder, found: FoundFaces | undefined): StoredDecision {
  if (groupCodes.length === 0 || decision.outcome === 'not-passed') return decision
  if (found === undefined) return withFinding(decision, NOT_SEARCHED)
  return { ...withFinding(decision, searchFinding(found)), duplicates: found.duplicates }
}

const NOT_SEARCHED: Finding = {
  check: CHECK,
  outcome: 'not-judged',
  reasons: ['system-error'],
  measures: {},
  regions: [],
}

function searchFinding({ duplicates }: FoundFaces): Finding {
  const [nearest] = duplicates
  const measures = { duplicates: duplicates.length }
  if (nearest === undefined) return { check: CHECK, outcome: 'passed', reasons: [], measures, regions: [] }
  return { check: CHECK, outcome: 'failed', reasons: ['face-registered'], score: nearest.score, measures, regions: [] }
}
