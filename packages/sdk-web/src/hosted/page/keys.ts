import type { ChannelKeys } from '@bonafide/capture'

export interface TransactionKeys {
  readonly keys: ChannelKeys
  /** False where the browser keeps nothing: the flow works, but not beyond a reload. */
  readonly resumable: boolean
  /** Forgets the key; the flow has ended. */
  readonly forget: () => void
}

const DATABASE = 'bonafide'
const STORE = 'keys'
/** A transaction lives 30 minutes; a key that is older than a day is of no use to anybody. */
const KEEP_MS = 24 * 3_600_000
/** Some private modes leave the database opening for ever. */
const STORAGE_PATIENCE_MS = 2_500
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const

interface StoredKey {
  readonly transactionId: string
  readonly pair: CryptoKeyPair
  readonly madeAt: number
}

/** The key of this browser for one transaction: made once, not extractable, found again after a reload. */
export async function loadKeys(transactionId: string): Promise<TransactionKeys> {
  const fresh = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const database = await withinPatience(openDatabase()).catch(() => undefined)
  const stored =
    database === undefined
      ? undefined
      : await withinPatience(keep(database, transactionId, fresh)).catch(() => undefined)
  return {
    keys: await channelKeys(stored ?? fresh),
    resumable: stored !== undefined,
    forget() {
      if (stored !== undefined) database?.transaction(STORE, 'readwrite').objectStore(STORE).delete(transactionId)
    },
  }
}

async function channelKeys(pair: CryptoKeyPair): Promise<ChannelKeys> {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey: base64Url(point),
    async sign(text) {
      const hash = { name: 'ECDSA', hash: 'SHA-256' }
      return base64Url(new Uint8Array(await crypto.subtle.sign(hash, pair.privateKey, new TextEncoder().encode(text))))
    },
    async sha256Hex(data) {
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'transactionId' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('the key store is blocked'))
  })
}

/** In one transaction, so that two tabs of one browser end with one key: the stored pair, or the fresh one, stored. */
function keep(database: IDBDatabase, transactionId: string, fresh: CryptoKeyPair): Promise<CryptoKeyPair> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite')
    const store = transaction.objectStore(STORE)
    const request: IDBRequest<StoredKey[]> = store.getAll()
    let pair = fresh
    request.onsuccess = () => {
      const now = Date.now()
      for (const old of request.result) if (now - old.madeAt > KEEP_MS) store.delete(old.transactionId)
      const known = request.result.find((stored) => stored.transactionId === transactionId)
      if (known === undefined) store.put({ transactionId, pair: fresh, madeAt: now } satisfies StoredKey)
      else pair = known.pair
    }
    transaction.oncomplete = () => resolve(pair)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('storage does not answer')), STORAGE_PATIENCE_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
