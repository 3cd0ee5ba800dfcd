import type { AttemptRequest } from '@bonafide/protocol'
import { Refusal } from '../flow/refusal.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { CountedSubject, Tenant } from '../ports/store.ts'

/** Client code: too many errors. */
export const TOO_MANY_ERRORS = 1014

/**
 * Attempts of one user of the tenant, and of one browser, over all their verifications of a day (security.md C6). Counted
 * under keyed hashes, over all processes, and also after a restart. A browser that keeps no name is counted by its user alone.
 */
export async function admitAttempt(
  { device }: Pick<AttemptRequest, 'device'>,
  who: { readonly tenant: Tenant; readonly merchantUserId: string | undefined },
  { store, keys, clock, settings }: Pick<FlowTools, 'store' | 'keys' | 'clock' | 'settings'>,
): Promise<void> {
  const { tenant, merchantUserId } = who
  const subject = (kind: string, name: string, most: number): CountedSubject => ({
    key: keys.tenant(tenant).mac('attempts', JSON.stringify([kind, name])),
    most,
  })
  const subjects = [
    ...(merchantUserId === undefined ? [] : [subject('user', merchantUserId, settings.userAttemptsADay)]),
    ...(device === undefined ? [] : [subject('device', device, settings.deviceAttemptsADay)]),
  ]
  if (await store.countAttempt(subjects, clock.now())) return
  throw new Refusal('attempts-exhausted', { clientCode: TOO_MANY_ERRORS })
}
