import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '../custody/custody.ts'
import { newId } from '../flow/random-ids.ts'
import { type FlowTools, minutesAfter } from '../flow/tools.ts'
import type { Tenant, Upload } from '../ports/store.ts'

/** openapi-wire section 9 */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024
/** Time for the file and for the call that names it. */
const LIFE_MINUTES = 15
/** Of one tenant at a time: a gigabyte when all of them are as large as allowed. */
export const MOST_WAITING = 100

export interface UploadTicket {
  readonly key: string
  /** Base64 of the rules that the upload is bound to, and our signature over it. */
  readonly policy: string
  readonly signature: string
}

/** A place for one file of the tenant, to be filled once; undefined when too many wait already. */
export async function authorizeUpload(
  tenant: Tenant,
  { store, keys, clock }: Pick<FlowTools, 'store' | 'keys' | 'clock'>,
): Promise<UploadTicket | undefined> {
  const upload = { id: newId('upl'), tenantId: tenant.id, expiresAt: minutesAfter(clock.now(), LIFE_MINUTES) }
  if ((await store.createUpload(upload, MOST_WAITING)) !== 'created') return undefined
  const policy = policyOf(upload)
  return { key: upload.id, policy, signature: signPolicy(policy, keys.tenant(tenant)) }
}

/** Whether this policy with this signature was made for the upload. */
export function isTicketOf(
  upload: Pick<Upload, 'id' | 'expiresAt'>,
  { policy, signature }: Omit<UploadTicket, 'key'>,
  vault: Vault,
): boolean {
  const [ours, theirs] = [Buffer.from(signPolicy(policyOf(upload), vault)), Buffer.from(signature)]
  return policy === policyOf(upload) && ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

function policyOf({ id, expiresAt }: Pick<Upload, 'id' | 'expiresAt'>): string {
  const conditions = [
    ['eq', '$key', id],
    ['content-length-range', 1, MAX_UPLOAD_BYTES],
  ]
  return Buffer.from(JSON.stringify({ expiration: expiresAt.toISOString(), conditions })).toString('base64')
}

function signPolicy(policy: string, vault: Vault): string {
  return vault.mac('upload-policy', policy)
}
