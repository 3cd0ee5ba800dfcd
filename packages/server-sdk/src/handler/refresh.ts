import { VerificationApiError } from '../client/client-error.ts'
import type { Client, VerificationResult } from '../client/create-client.ts'
import type { Outcome, Verification, VerificationStore } from './verification-store.ts'

export interface RefreshTools {
  readonly client: Client
  readonly store: VerificationStore
  now(): Date
}

/** Asks CheckResult by our own stored ids, remembers the outcome and answers the verification as it stands. */
export async function refresh(verification: Verification, tools: RefreshTools): Promise<Verification> {
  const outcome = await ask(verification, tools)
  if (outcome === undefined) return verification
  const refreshed = { ...verification, outcome }
  await tools.store.save(refreshed)
  return refreshed
}

/** Whether CheckResult may still say something new without a callback. */
export function isOpen({ outcome }: Verification): boolean {
  return outcome === undefined || outcome.state === 'review'
}

async function ask({ transactionId, merchantBizId }: Verification, tools: RefreshTools): Promise<Outcome | undefined> {
  const seenAt = tools.now()
  try {
    const result = await tools.client.checkResult({ transactionId, merchantBizId })
    return { state: stateOf(result), subCode: result.subCode, seenAt }
  } catch (error) {
    if (!(error instanceof VerificationApiError)) throw error
    if (error.code === 'ProcessNotCompleted') return undefined
    if (error.code === 'TransactionIdInvalid') return { state: 'expired', seenAt }
    throw error
  }
}

function stateOf({ passed, ekycResult }: VerificationResult): Outcome['state'] {
  if (passed) return 'passed'
  return ekycResult === 'Pending' ? 'review' : 'not-passed'
}
