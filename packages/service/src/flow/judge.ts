import { DEFAULT_POLICY, type Decision, type Policy } from '@bonafide/engine'
import { errorFields } from '../http/log.ts'
import { type JudgedDecision, JudgingFailed } from '../ports/judge.ts'
import type { JudgingJob, Tenant } from '../ports/store.ts'
import { conclude } from './conclude.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { type FlowTools, TenantMissing } from './tools.ts'

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
  const judged = job.exhausted ? systemError(policyOf(tenant)) : await judgeEvidence()
  tools.log.write('info', 'judged', { transactionId: transaction.id, attempt: job.attempt, ms: elapsedMs(began) })
  await conclude(job, transaction, vault, judged, tools)

  async function judgeEvidence(): Promise<JudgedDecision> {
    if (transaction === undefined || tenant === undefined) throw new TenantMissing(job.transactionId)
    const evidence = await gatherEvidence(transaction, vault, tools)
    const request = { productCode: transaction.productCode, policy: policyOf(tenant), evidence }
    try {
      return await tools.judge.judge(request, signal)
    } catch (error) {
      tools.log.write('warn', 'judging-failed', { transactionId: job.transactionId, ...errorFields(error) })
      // What cannot be decoded now cannot be decoded the next time either.
      if (error instanceof JudgingFailed && error.code === 'picture-unreadable') return systemError(policyOf(tenant))
      throw error
    }
  }
}

/** The tenant's policy: the default with the thresholds that it overrides. */
export function policyOf(tenant: Pick<Tenant, 'settings'>): Policy {
  const names = Object.keys(DEFAULT_POLICY).filter((name) => name !== 'id')
  const overrides = Object.entries(tenant.settings.policy).filter(([name]) => names.includes(name))
  if (overrides.length === 0) return DEFAULT_POLICY
  const id = `${DEFAULT_POLICY.id}+${overrides.map(([name, value]) => `${name}=${value}`).join(',')}`
  return { ...DEFAULT_POLICY, ...Object.fromEntries(overrides), id }
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
