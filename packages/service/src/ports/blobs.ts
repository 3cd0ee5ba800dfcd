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
