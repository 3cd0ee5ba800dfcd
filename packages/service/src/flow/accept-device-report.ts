import { type DeviceRisk, judgeDevice } from '@bonafide/engine'
import type { Transaction } from '../ports/store.ts'
import { deviceOfAttempt, isSafeMode, type ReceivedReport, sealReport } from './device-evidence.ts'
import { issueDeviceToken } from './device-token.ts'
import { isOver } from './open-session.ts'
import { Refusal } from './refusal.ts'
import { openRequest } from './stored-request.ts'
import { policyOf } from './tenant-policy.ts'
import { type FlowTools, idleUntil, TenantMissing } from './tools.ts'

export interface AcceptedReport {
  readonly deviceToken: string
  /** In safe mode alone: what the report shows. */
  readonly risk?: DeviceRisk
}

/**
 * Keeps the report of an open attempt, sealed, and answers the token that stands for it. A later report takes its place,
 * and with it the token of the earlier one is worth nothing any more.
 */
export async function acceptDeviceReport(
  transaction: Transaction,
  attemptId: string,
  received: ReceivedReport,
  tools: FlowTools,
): Promise<AcceptedReport> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1006 })
  const tenant = await tools.store.findTenant(transaction.tenantId)
  if (tenant === undefined) throw new TenantMissing(transaction.tenantId)
  const vault = tools.keys.open(tenant, transaction)
  const now = tools.clock.now()
  const sealed = sealReport(vault, attemptId, received)
  const idleAt = idleUntil(transaction, now, tools.settings)
  const attempt = await tools.store.recordDeviceReport(transaction.id, attemptId, sealed, idleAt)
  if (attempt === undefined) throw new Refusal('attempt-unknown')
  const request = openRequest(vault, transaction)
  const deviceToken = issueDeviceToken(vault, transaction, attempt, now)
  tools.log.write('info', 'device-reported', { transactionId: transaction.id, step: attempt.step })
  if (!isSafeMode(request)) return { deviceToken }
  return { deviceToken, risk: judgeDevice(deviceOfAttempt(request, attempt, 'good', vault), policyOf(tenant).threats) }
}
