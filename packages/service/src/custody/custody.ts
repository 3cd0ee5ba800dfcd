import { randomBytes } from 'node:crypto'
import { createKeyRing, type KeyRing } from './key-ring.ts'
import { createReceiptSigner, type ReceiptSigner, receiptSeedOf } from './receipts.ts'
import { KEY_BYTES, openBytes, SealBroken, sealBytes } from './sealed-bytes.ts'
import {
  macKeyOf,
  macOf,
  readTenantKeys,
  ringOf,
  type TenantKeys,
  type TenantMac,
  tenantPlace,
  withNewKey,
  writeTenantKeys,
} from './tenant-keys.ts'

/** The key of one transaction or tenant at work. */
export interface Vault {
  /** The field is bound into the ciphertext: it opens under no other name. Any length; an empty field name is fine. */
  seal(field: string, bytes: Uint8Array): Uint8Array
  /** Throws `SealBroken` when the bytes were not sealed by this key under this field. */
  open(field: string, sealed: Uint8Array): Uint8Array
  /** Hex HMAC-SHA-256 by a key derived from this one; gone when the key is. */
  mac(label: string, text: string): string
}

/**
 * The keys of one transaction. What is written about a person and their pictures have a key each, so that either can
 * be destroyed alone (DeleteVerifyResult).
 */
export interface TransactionVault extends Vault {
  readonly pictures: Vault
}

/** A tenant's own vault; what it makes MACs for stays the same when the tenant's key is changed. */
export interface TenantVault extends Vault {
  mac(label: TenantMac, text: string): string
}

export type KeyHalf = 'text' | 'pictures'

interface WrappedTenant {
  readonly id: string
  readonly wrappedKey: Uint8Array
}

interface WrappedTransaction {
  readonly id: string
  readonly wrappedKey: Uint8Array
}

/**
 * Who may open what: fresh keys for each transaction, wrapped by its tenant's key, wrapped by the master key
 * (security.md F1). Wrapped keys are what the store keeps; to destroy one is to destroy what it sealed.
 */
export interface Custody {
  /** A fresh key for a tenant, wrapped. */
  newTenantKey(tenantId: string): Uint8Array
  /** The tenant's own vault, for secrets that belong to no transaction. */
  tenant(tenant: WrappedTenant): TenantVault
  /** Fresh keys for a transaction of the tenant, wrapped. */
  create(tenant: WrappedTenant, transactionId: string): Uint8Array
  open(tenant: WrappedTenant, transaction: WrappedTransaction): TransactionVault
  /** The keys of a transaction without one of them, wrapped anew: put in the old one's place, it destroys that key. */
  withoutKey(tenant: WrappedTenant, transaction: WrappedTransaction, half: KeyHalf): Uint8Array
  /** For what the installation tells itself through others: it belongs to no tenant. */
  readonly installation: Vault
  /** Signs the receipts of deletions in the name of this installation. */
  readonly receipts: ReceiptSigner
  /** The tenant's key wrapped by the newest master key; undefined when it is already. */
  rewrapTenantKey(tenant: WrappedTenant): Uint8Array | undefined
  /** How the change of a tenant's key stands. */
  tenantKeys(tenant: WrappedTenant): Pick<TenantKeys, 'newestSeals' | 'changedAt'> & { readonly count: number }
  /** The tenant's keys, wrapped, with a new one that opens and does not seal yet. This process knows it from here on. */
  introduceTenantKey(tenant: WrappedTenant, at: Date): Uint8Array
  /** The tenant's keys, wrapped, of which the newest seals from here on and the older ones open. */
  promoteTenantKey(tenant: WrappedTenant): Uint8Array
  /** The tenant's newest key alone, wrapped: what an older one sealed opens no more. */
  withoutOlderTenantKeys(tenant: WrappedTenant): Uint8Array
  /** What an older key of the tenant sealed, sealed by the newest. */
  rewrap(tenant: WrappedTenant): Rewrapper
  /** What receipts are signed from, sealed by the newest master key, so that their key outlives a master key. */
  sealReceiptSeed(): Uint8Array
  /** Seals by the first of these from here on, and opens what any of them sealed. */
  useMasterKeys(keys: readonly Uint8Array[]): void
}

/** Each answers undefined for what the newest key sealed already. */
export interface Rewrapper {
  /** The wrapped keys of a transaction, or of a face record, by its id. */
  transactionKeys(id: string, wrappedKey: Uint8Array): Uint8Array | undefined
  /** What lies in a field of the tenant's own vault. */
  field(name: string, sealed: Uint8Array): Uint8Array | undefined
}

/** Fields of a tenant's vault. */
export const CALLBACK_SECRET_FIELD = 'callback-secret'
export const accessKeyField = (accessKeyId: string) => `access-key/${accessKeyId}`

/** Name under which the store keeps what `sealReceiptSeed` made. */
export const RECEIPT_SEED = 'receipt-seed'
const INSTALLATION = ['installation'] as const

/**
 * Master keys are 32 bytes each: the first seals, all of them open. `sealedReceiptSeed` is what `sealReceiptSeed` made at
 * the first rotation; before, receipts are signed from the master key itself.
 */
export function createCustody(
  masterKeys: Uint8Array | readonly Uint8Array[],
  sealedReceiptSeed?: Uint8Array | undefined,
): Custody {
  const master = createKeyRing(masterKeys instanceof Uint8Array ? [masterKeys] : masterKeys)
  const seedContext = [...INSTALLATION, RECEIPT_SEED]
  const receiptSeed =
    sealedReceiptSeed === undefined ? receiptSeedOf(master.newest()) : master.open(seedContext, sealedReceiptSeed)
  // For as long as the caller keeps the tenant: requests in a row do not unwrap the same keys again.
  const unwrapped = new WeakMap<WrappedTenant, OpenedTenant>()
  // By tenant: keys of a change under way, for requests that hold the tenant as it was before.
  const introduced = new Map<string, KeyRing>()
  const opened = (tenant: WrappedTenant): OpenedTenant => {
    const known = unwrapped.get(tenant)
    if (known !== undefined) return known
    const keys = readTenantKeys(master.open(tenantContext(tenant.id), tenant.wrappedKey), tenant.id)
    const now = { keys, ring: ringOf(keys) }
    unwrapped.set(tenant, now)
    return now
  }
  const wrap = ({ id }: WrappedTenant, keys: TenantKeys) => master.seal(tenantContext(id), writeTenantKeys(keys))
  const sealBy = (tenant: WrappedTenant, context: readonly string[], bytes: Uint8Array) =>
    opened(tenant).ring.seal(context, bytes)
  const openBy = (tenant: WrappedTenant, context: readonly string[], sealed: Uint8Array) => {
    const { ring } = opened(tenant)
    try {
      return ring.open(context, sealed)
    } catch (error) {
      const newer = error instanceof SealBroken ? introduced.get(tenant.id) : undefined
      if (newer === undefined) throw error
      return newer.open(context, sealed)
    }
  }
  const keysOf = (tenant: WrappedTenant, { id, wrappedKey }: WrappedTransaction) =>
    halvesOf(openBy(tenant, transactionContext(tenant.id, id), wrappedKey))
  return {
    newTenantKey: (tenantId) => master.seal(tenantContext(tenantId), randomBytes(KEY_BYTES)),
    rewrapTenantKey({ id, wrappedKey }) {
      if (master.isNewest(tenantContext(id), wrappedKey)) return undefined
      return master.seal(tenantContext(id), master.open(tenantContext(id), wrappedKey))
    },
    sealReceiptSeed: () => master.seal(seedContext, receiptSeed),
    useMasterKeys: (keys) => master.use(keys),
    tenantKeys(tenant) {
      const { keys, newestSeals, changedAt } = opened(tenant).keys
      return { count: keys.length, newestSeals, ...(changedAt === undefined ? {} : { changedAt }) }
    },
    introduceTenantKey(tenant, at) {
      const keys = withNewKey(opened(tenant).keys, at)
      introduced.set(tenant.id, ringOf(keys))
      return wrap(tenant, keys)
    },
    promoteTenantKey: (tenant) => wrap(tenant, { ...opened(tenant).keys, newestSeals: true }),
    withoutOlderTenantKeys(tenant) {
      const { keys } = opened(tenant)
      introduced.delete(tenant.id)
      return wrap(tenant, { ...keys, keys: keys.keys.slice(0, 1), newestSeals: true })
    },
    rewrap(tenant) {
      const { ring } = opened(tenant)
      const rewrapped = (context: readonly string[], sealed: Uint8Array) =>
        ring.isNewest(context, sealed) ? undefined : ring.seal(context, ring.open(context, sealed))
      return {
        transactionKeys: (id, wrappedKey) => rewrapped(transactionContext(tenant.id, id), wrappedKey),
        field: (name, sealed) => rewrapped([...tenantPlace(tenant.id), name], sealed),
      }
    },
    tenant(tenant) {
      // At once: a master key that is not the right one is noticed here.
      const { macKeys } = opened(tenant).keys
      return {
        seal: (field, bytes) => sealBy(tenant, [...tenantPlace(tenant.id), field], bytes),
        open: (field, sealed) => openBy(tenant, [...tenantPlace(tenant.id), field], sealed),
        mac: (label, text) => macOf(macKeys[label], text),
      }
    },
    create: (tenant, id) => sealBy(tenant, transactionContext(tenant.id, id), randomBytes(2 * KEY_BYTES)),
    open(tenant, transaction) {
      const { text, pictures } = keysOf(tenant, transaction)
      const place = ['transaction', tenant.id, transaction.id]
      return { ...openedVault(text, place), pictures: openedVault(pictures, [...place, 'pictures']) }
    },
    withoutKey(tenant, transaction, half) {
      const keys = keysOf(tenant, transaction)
      const kept = Buffer.concat([keys.text, keys.pictures])
      kept.fill(0, half === 'text' ? 0 : KEY_BYTES, half === 'text' ? KEY_BYTES : 2 * KEY_BYTES)
      return sealBy(tenant, transactionContext(tenant.id, transaction.id), kept)
    },
    installation: {
      seal: (field, bytes) => master.seal([...INSTALLATION, field], bytes),
      open: (field, sealed) => master.open([...INSTALLATION, field], sealed),
      // Not of a master key: what was lent before a rotation stays valid after it.
      mac: (label, text) => createVault(receiptSeed, INSTALLATION).mac(label, text),
    },
    receipts: createReceiptSigner(receiptSeed),
  }
}

interface OpenedTenant {
  readonly keys: TenantKeys
  readonly ring: KeyRing
}

/** A destroyed key is all zeros. */
function halvesOf(keys: Uint8Array) {
  return { text: keys.subarray(0, KEY_BYTES), pictures: keys.subarray(KEY_BYTES) }
}

/** A vault whose key was destroyed opens nothing and, above all, seals nothing. */
function openedVault(key: Uint8Array, place: readonly string[]): Vault {
  if (key.some((byte) => byte !== 0)) return createVault(key, place)
  const refuse = (): never => {
    throw new SealBroken()
  }
  return { seal: refuse, open: refuse, mac: refuse }
}

function createVault(key: Uint8Array, place: readonly string[]): Vault {
  return {
    seal: (field, bytes) => sealBytes(key, [...place, field], bytes),
    open: (field, sealed) => openBytes(key, [...place, field], sealed),
    mac: (label, text) => macOf(macKeyOf(key, place, label), text),
  }
}

function tenantContext(tenantId: string): readonly string[] {
  return ['tenant-key', tenantId]
}

function transactionContext(tenantId: string, transactionId: string): readonly string[] {
  return ['transaction-key', tenantId, transactionId]
}
