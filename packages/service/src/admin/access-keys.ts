import { randomBytes } from 'node:crypto'
import { accessKeyField, type Custody } from '../custody/custody.ts'
import type { AccessKey, Tenant } from '../ports/store.ts'
import type { AdminTools } from './admin-tools.ts'

/** An access key with its secret, which is shown this once. */
export interface IssuedKey {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Issues an access key of a tenant; the store keeps its secret sealed. Two may be active at a time. */
export async function issueAccessKey(
  tenant: Tenant,
  { store, keys, clock }: Pick<AdminTools, 'store' | 'keys' | 'clock'>,
  rights: Partial<Pick<AccessKey, 'allowV2' | 'allowedOperations'>> = {},
): Promise<IssuedKey> {
  const id = `BFK${Array.from(randomBytes(21), (byte) => LETTERS[byte & 31]).join('')}`
  const secret = randomBytes(30).toString('base64url')
  const sealedSecret = keys.tenant(tenant).seal(accessKeyField(id), new TextEncoder().encode(secret))
  await store.createAccessKey({
    id,
    tenantId: tenant.id,
    sealedSecret,
    active: true,
    allowV2: true,
    ...rights,
    createdAt: clock.now(),
  })
  return { AccessKeyId: id, AccessKeySecret: secret }
}

/** The secret of a stored key, opened; for the file of the first start alone. */
export function readAccessKey({ id, sealedSecret }: AccessKey, tenant: Tenant, custody: Custody): IssuedKey {
  const secret = custody.tenant(tenant).open(accessKeyField(id), sealedSecret)
  return { AccessKeyId: id, AccessKeySecret: new TextDecoder().decode(secret) }
}

/** An access key as lists show it. */
export function showAccessKey({ id, tenantId, active, allowV2, allowedOperations, createdAt, v2Uses }: AccessKey) {
  return {
    AccessKeyId: id,
    tenant: tenantId,
    active,
    allowV2,
    allowedOperations: allowedOperations ?? 'all',
    createdAt: createdAt.toISOString(),
    v2Calls: v2Uses?.calls ?? 0,
    ...(v2Uses === undefined ? {} : { v2LastAt: v2Uses.lastAt.toISOString() }),
  }
}
