/**
 * Keeps sealed bytes by key. Keys are `<transactionId>/<name>` of safe characters. Contents are encrypted before they
 * come here: a blob store never sees plain material.
 */
export interface Blobs {
  /** Durable when it resolves (file and directory synced). Putting the same key again replaces it atomically. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Undefined when there is no such key. */
  get(key: string): Promise<Uint8Array | undefined>
  /** Deletes one blob; nothing to delete is no error. */
  delete(key: string): Promise<void>
  /** Deletes everything whose key starts with `prefix/`; nothing to delete is no error. */
  deleteAll(prefix: string): Promise<void>
}

/** One part of a key: no dots, no separators, short enough for every file system and object store. */
const PART = /^[A-Za-z0-9_-]{1,200}$/

export class BlobKeyInvalid extends Error {
  readonly code = 'blob-key-invalid'
  constructor() {
    super('A blob key is <transactionId>/<name> of letters, digits, - and _')
  }
}

/** The store of blobs cannot be reached or does not do what it is asked; the same may succeed in a moment. */
export class BlobsUnavailable extends Error {
  readonly code = 'blobs-unavailable'
}

/** The two parts of a key. Throws `BlobKeyInvalid`. */
export function readBlobKey(key: string): { readonly prefix: string; readonly name: string } {
  const [prefix, name, ...rest] = key.split('/')
  if (prefix === undefined || name === undefined || rest.length > 0) throw new BlobKeyInvalid()
  requireBlobPrefix(prefix)
  if (!PART.test(name)) throw new BlobKeyInvalid()
  return { prefix, name }
}

/** Throws `BlobKeyInvalid`. */
export function requireBlobPrefix(prefix: string): void {
  if (!PART.test(prefix)) throw new BlobKeyInvalid()
}
