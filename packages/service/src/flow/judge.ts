import { setTimeout } from 'node:timers/promises'
import { type Decision, type EvidenceKind, type Policy, type Product, products } from '@bonafide/engine'
import { errorFields } from '../http/log.ts'
import { type Judge, type JudgedDecision, type JudgeRequest, JudgingFailed } from '../ports/judge.ts'
import type { JudgingJob } from '../ports/store.ts'
import { tellStages, traced } from '../telemetry/traced.ts'
import { askRegister } from './ask-register.ts'
import { conclude, keepPictures } from './conclude.ts'
import { concludeWithSearch } from './conclude-with-search.ts'
import { dropIfDeleted } from './delete-record.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { readClaims } from './read-claims.ts'
import { dropReading } from './read-pages.ts'
import { withSeenBefore } from './seen-before.ts'
import { openRequest, type StoredRequest } from './stored-request.ts'
import { policyOf } from './tenant-policy.ts'
import { type FlowTools, TenantMissing } from './tools.ts'

/** Ten seconds in all: less than the deadline of a judgement, which the job's lease is made for. */
const BUSY_PAUSE_MS = 500
const BUSY_TRIES = 20

/**
 * Judges what was accepted for a transaction and concludes it. A failure is thrown, so that the job comes again;
 * when the job is exhausted, the transaction ends as not passed with a system error.
 */
export async function judgeTransaction(job: JudgingJob, tools: FlowTools, signal?: AbortSignal): Promise<void> {
  const transaction = await tools.store.findTransaction(job.transactionId)
  if (transaction?.state !== 'judging') return
  const tenant = await tools.store.findTenant(transaction.tenantId)
  if (tenant === undefined) throw new TenantMissing(transaction.tenantId)
  const vault = tools.keys.open(tenant, transaction)
  const began = performance.now()
  const judged = job.exhausted
    ? systemError(policyOf(tenant))
    : await traced('judgement', { product: transaction.productCode }, judgeEvidence, tellStages)
  tools.log.write('info', 'judged', { transactionId: transaction.id, attempt: job.attempt, ms: elapsedMs(began) })
  tools.metrics.noteJudgement(judged)
  await keepPictures(transaction, vault, judged, tools)
  const { faces, register } = openRequest(vault, transaction)
  const { id: transactionId, documentType } = transaction
  const asked =
    register === undefined
      ? judged
      : { ...judged, decision: await askRegister({ transactionId, documentType, order: register, judged }, tools) }
  const claims = await readClaims(transaction, vault, tools)
  const looked = await withSeenBefore(asked, transaction, tenant, tools)
  const told = claims === undefined ? looked : { ...looked, decision: { ...looked.decision, claims } }
  if (faces === undefined) await conclude(job, transaction, vault, told, tools)
  else await concludeWithSearch({ job, transaction, tenant, vault, judged: told, order: faces }, tools)
  await dropReading(transactionId, tools)
  await dropIfDeleted(transactionId, tools)

  async function judgeEvidence(): Promise<JudgedDecision> {
    if (transaction === undefined || tenant === undefined) throw new TenantMissing(job.transactionId)
    const evidence = await gatherEvidence(transaction, vault, tools)
    const { productCode } = transaction
    const without = evidenceNotAsked(products.get(productCode), openRequest(vault, transaction))
    const request = { productCode, policy: policyOf(tenant), evidence, without }
    try {
      return await judgePatiently(request, tools.judge, signal)
    } catch (error) {
      tools.log.write('warn', 'judging-failed', { transactionId: job.transactionId, ...errorFields(error) })
      // What cannot be decoded now cannot be decoded the next time either.
      if (error instanceof JudgingFailed && error.code === 'picture-unreadable') return systemError(policyOf(tenant))
      throw error
    }
  }
}

/** What the product can go without and this verification was asked for without. */
export function evidenceNotAsked(product: Product | undefined, request: StoredRequest): readonly EvidenceKind[] {
  return (product?.optionalEvidence ?? []).filter((kind) => kind === 'reference' && !request.hasReferenceFace)
}

/** A busy judge has not tried: that is no failure of this job, so it asks again before it gives the job back. */
async function judgePatiently(request: JudgeRequest, judge: Judge, signal?: AbortSignal): Promise<JudgedDecision> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await judge.judge(request, signal)
    } catch (error) {
      if (!(error instanceof JudgingFailed) || error.code !== 'judging-busy' || asked === BUSY_TRIES) throw error
      await setTimeout(BUSY_PAUSE_MS, undefined, signal === undefined ? {} : { signal })
    }
  }
}

/** Nothing could be decided, so it does not pass. */
function systemError(policy: Policy): JudgedDecision {
  const finding = {
    check: 'judging',
    outcome: 'not-judged',
    reasons: ['system-error'],
    measures: {},
    regions: [],
  } as const
  const decision: Decision = {
    outcome: 'not-passed',
    reason: 'system-error',
    findings: [finding],
    policyId: policy.id,
    models: [],
  }
  return { decision, stageMs: {} }
}

function elapsedMs(began: number): number {
  return Math.round(performance.now() - began)
}
