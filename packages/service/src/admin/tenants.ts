import { randomBytes } from 'node:crypto'
import { CALLBACK_SECRET_FIELD, type Custody } from '../custody/custody.ts'
import type { Store, Tenant, TenantSettings } from '../ports/store.ts'

/** Results are kept for thirty days (check-result.md section 2). */
const DEFAULT_SETTINGS: TenantSettings = { iframeParents: [], returnAddresses: [], policy: {}, retentionDays: 30 }

export interface CreatedTenant {
  readonly tenant: Tenant
  /** Signs the tenant's callbacks; shown this once. */
  readonly callbackSecret: string
}

/** Creates a tenant with a key of its own and a secret for its callbacks. */
export async function createTenant(
  { id, name, mode }: Pick<Tenant, 'id' | 'name' | 'mode'>,
  store: Store,
  custody: Custody,
  now: Date,
): Promise<CreatedTenant> {
  const wrappedKey = custody.newTenantKey(id)
  const callbackSecret = newCallbackSecret()
  const sealed = sealCallbackSecret({ id, wrappedKey }, callbackSecret, custody)
  const sealedCallbackSecrets = [sealed]
  const tenant = { id, name, mode, settings: DEFAULT_SETTINGS, wrappedKey, sealedCallbackSecrets, createdAt: now }
  await store.createTenant(tenant)
  return { tenant, callbackSecret }
}

/** A new secret in front; the one before stays valid beside it until the next rotation. */
export async function rotateCallbackSecret(tenant: Tenant, store: Store, custody: Custody): Promise<string> {
  const callbackSecret = newCallbackSecret()
  const sealed = sealCallbackSecret(tenant, callbackSecret, custody)
  await store.updateTenant(tenant.id, { sealedCallbackSecrets: [sealed, ...tenant.sealedCallbackSecrets.slice(0, 1)] })
  return callbackSecret
}

/** A tenant as lists show it. */
export function showTenant({ id, name, mode, settings, createdAt }: Tenant) {
  return { id, name, mode, settings, createdAt: createdAt.toISOString() }
}

function sealCallbackSecret(tenant: Pick<Tenant, 'id' | 'wrappedKey'>, secret: string, custody: Custody): Uint8Array {
  return custody.tenant(tenant).seal(CALLBACK_SECRET_FIELD, new TextEncoder().encode(secret))
}

/** As Standard Webhooks writes secrets. */
function newCallbackSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
