import { randomBytes } from 'node:crypto'
import { accessKeyField, type Custody } from '../custody/custody.ts'
import type { AccessKey, Store, Tenant } from '../ports/store.ts'

/** An access key with its secret, which is shown this once. */
export interface IssuedKey {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Issues an access key of a tenant; the store keeps its secret sealed. Two may be active at a time. */
export async function issueAccessKey(tenant: Tenant, store: Store, custody: Custody, now: Date): Promise<IssuedKey> {
  const id = `BFK${Array.from(randomBytes(21), (byte) => LETTERS[byte & 31]).join('')}`
  const secret = randomBytes(30).toString('base64url')
  const sealedSecret = custody.tenant(tenant).seal(accessKeyField(id), new TextEncoder().encode(secret))
  await store.createAccessKey({ id, tenantId: tenant.id, sealedSecret, active: true, allowV2: true, createdAt: now })
  return { AccessKeyId: id, AccessKeySecret: secret }
}

/** The secret of a stored key, opened; for the file of the first start alone. */
export function readAccessKey({ id, sealedSecret }: AccessKey, tenant: Tenant, custody: Custody): IssuedKey {
  const secret = custody.tenant(tenant).open(accessKeyField(id), sealedSecret)
  return { AccessKeyId: id, AccessKeySecret: new TextDecoder().decode(secret) }
}

/** An access key as lists show it. */
export function showAccessKey({ id, tenantId, active, allowV2, createdAt }: AccessKey) {
  return { AccessKeyId: id, tenant: tenantId, active, allowV2, createdAt: createdAt.toISOString() }
}
