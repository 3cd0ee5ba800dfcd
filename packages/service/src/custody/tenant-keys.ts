import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { createKeyRing, type KeyRing } from './key-ring.ts'
import { KEY_BYTES } from './sealed-bytes.ts'

/** What a tenant's own vault makes MACs for. A table, because each keeps its key when the tenant's is changed. */
export const TENANT_MACS = ['face-user', 'object-name', 'upload-policy', 'media', 'attempts'] as const
export type TenantMac = (typeof TENANT_MACS)[number]

/** The keys of a tenant: one seals, all of them open. */
export interface TenantKeys {
  /** The newest first. */
  readonly keys: readonly Uint8Array[]
  /** Whether the newest seals; a key that was just introduced only opens until every process knows it. */
  readonly newestSeals: boolean
  /** When the newest was introduced; undefined where there was never another. */
  readonly changedAt?: Date
  readonly macKeys: Readonly<Record<TenantMac, Uint8Array>>
}

const base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const changed = z.strictObject({
  v: z.literal(2),
  keys: z.array(base64).min(1),
  newestSeals: z.boolean(),
  changedAt: z.coerce.date(),
  /** A tenant whose key was changed by a version that did not know a label yet has none for it: it is made from the newest key. */
  macKeys: z.strictObject({
    'face-user': base64,
    'object-name': base64,
    'upload-policy': base64,
    media: base64.optional(),
    attempts: base64.optional(),
  }),
})

/**
 * What the master key wraps: the bare key of a tenant whose key was never changed, JSON afterwards. Bare keys are what
 * versions before this one know; so the first change is to be made when all processes are of this version.
 */
export function readTenantKeys(opened: Uint8Array, tenantId: string): TenantKeys {
  if (opened.length !== KEY_BYTES) {
    const { macKeys, ...read } = changed.parse(JSON.parse(new TextDecoder().decode(opened)))
    const [newest = opened] = read.keys
    const { media, attempts } = macKeysOf(newest, tenantId)
    return { ...read, macKeys: { ...macKeys, media: macKeys.media ?? media, attempts: macKeys.attempts ?? attempts } }
  }
  return { keys: [opened], newestSeals: true, macKeys: macKeysOf(opened, tenantId) }
}

export function writeTenantKeys({ keys, newestSeals, changedAt, macKeys }: TenantKeys): Uint8Array {
  const [only] = keys
  if (changedAt === undefined && only !== undefined) return only
  const text = (key: Uint8Array) => Buffer.from(key).toString('base64')
  return new TextEncoder().encode(
    JSON.stringify({
      v: 2,
      keys: keys.map(text),
      newestSeals,
      changedAt,
      macKeys: Object.fromEntries(TENANT_MACS.map((label) => [label, text(macKeys[label])])),
    }),
  )
}

/** With one more key, which opens and does not seal yet. */
export function withNewKey(tenant: TenantKeys, changedAt: Date): TenantKeys {
  return { ...tenant, keys: [new Uint8Array(randomBytes(KEY_BYTES)), ...tenant.keys], newestSeals: false, changedAt }
}

export function ringOf({ keys, newestSeals }: TenantKeys): KeyRing {
  const [newest, ...older] = keys
  const [before, ...oldest] = older
  if (newest === undefined || newestSeals || before === undefined) return createKeyRing(keys)
  return createKeyRing([before, newest, ...oldest])
}

/** Hex HMAC-SHA-256 of a text. */
export function macOf(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

/** One key for each place and label; nothing leads from it back to the key that it was derived from. */
export function macKeyOf(key: Uint8Array, place: readonly string[], label: string): Uint8Array {
  const info = JSON.stringify(['bonafide mac 1', ...place, label])
  return new Uint8Array(hkdfSync('sha256', key, '', info, KEY_BYTES))
}

export function tenantPlace(tenantId: string): readonly string[] {
  return ['tenant', tenantId]
}

function macKeysOf(key: Uint8Array, tenantId: string): TenantKeys['macKeys'] {
  const of = (label: TenantMac) => macKeyOf(key, tenantPlace(tenantId), label)
  return {
    'face-user': of('face-user'),
    'object-name': of('object-name'),
    'upload-policy': of('upload-policy'),
    media: of('media'),
    attempts: of('attempts'),
  }
}
