import { createHash, createHmac } from 'node:crypto'
import type { Digests } from '../src/digests.ts'

/** Digests as the service makes them. */
export const nodeDigests: Digests = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  hmacSha1: (key, bytes) => createHmac('sha1', key).update(bytes).digest(),
}
