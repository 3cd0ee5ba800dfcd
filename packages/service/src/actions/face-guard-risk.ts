import { type DeviceEvidence, type DeviceRisk, judgeDevice, type TokenState } from '@bonafide/engine'
import { faceGuardRisk, parseParameters } from '@bonafide/protocol'
import { deviceOfAttempt } from '../flow/device-evidence.ts'
import { findReportedAttempt } from '../flow/device-token.ts'
import { newTransactionId } from '../flow/random-ids.ts'
import { openRequest } from '../flow/stored-request.ts'
import { policyOf } from '../flow/tenant-policy.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { Tenant } from '../ports/store.ts'
import { defineAction } from './define-action.ts'
import { threatTags } from './threat-names.ts'

interface Question {
  readonly token: string | undefined
  /** MerchantBizIds that the token has to belong to. */
  readonly bizIds: readonly string[]
}

export default defineAction(faceGuardRisk, async (params, { tenant, tools, parsing }) => {
  const { DeviceToken: token, BizId, MerchantBizId } = parseParameters(faceGuardRisk, params, parsing)
  const bizIds = [BizId, MerchantBizId].filter((id) => id !== undefined)
  const { transactionId, risk } = await judgeToken({ token, bizIds }, tenant, tools)
  return {
    Result: {
      // A call about a token that names no verification of this account has an id of its own.
      TransactionId: transactionId ?? newTransactionId(),
      GuardRiskScore: risk.score,
      RiskTags: threatTags(risk).join(','),
      RiskExtends: '{}',
    },
  }
})

/** Asking uses nothing up: the report is judged as it was sent, by the weights that hold now. */
async function judgeToken(
  { token, bizIds }: Question,
  tenant: Tenant,
  tools: FlowTools,
): Promise<{ readonly transactionId?: string; readonly risk: DeviceRisk }> {
  const { threats: weights } = policyOf(tenant)
  const { state, transaction, attempt } = await findReportedAttempt(token, tenant.id, tools)
  if (transaction === undefined) return { risk: judgeDevice(nothingButToken(state), weights) }
  const isForeign = bizIds.some((id) => id !== transaction.merchantBizId)
  const vault = tools.keys.open(tenant, transaction)
  const evidence =
    attempt === undefined
      ? nothingButToken(state)
      : deviceOfAttempt(openRequest(vault, transaction), attempt, isForeign ? 'foreign' : state, vault)
  return { transactionId: transaction.id, risk: judgeDevice(evidence, weights) }
}

function nothingButToken(token: TokenState): DeviceEvidence {
  return { decides: false, claims: {}, steps: [{ token, needsCamera: false }] }
}
