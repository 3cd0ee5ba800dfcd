import type { AttemptRequest } from '@bonafide/protocol'
import type { Tenant, Transaction } from '../ports/store.ts'
import { Refusal } from './refusal.ts'
import type { FlowTools } from './tools.ts'

/** The version that is still to be agreed to; undefined where the tenant asks for nothing, or it was agreed to. */
export function consentAsked(
  { consent }: Pick<Transaction, 'consent'>,
  { settings }: Pick<Tenant, 'settings'>,
): string | undefined {
  return consent === undefined ? settings.consentVersion : undefined
}

/**
 * Notes which version of the tenant's text the person agreed to, and when (security.md F5); the first time counts. Without that
 * nothing is captured where a tenant asks for it. The time is ours, the words are the merchant's.
 */
export async function noteConsent(
  { consent }: Pick<AttemptRequest, 'consent'>,
  transaction: Transaction,
  tenant: Tenant,
  { store, clock }: Pick<FlowTools, 'store' | 'clock'>,
): Promise<void> {
  const asked = consentAsked(transaction, tenant)
  if (asked === undefined) return
  if (consent !== asked) throw new Refusal('request-invalid', { detail: 'consent' })
  await store.recordConsent(transaction.id, { version: asked, at: clock.now() })
}
