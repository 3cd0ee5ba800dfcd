import { createHash, createHmac } from 'node:crypto'
import type { Digests } from '@bonafide/protocol'

/** The digests of the request signatures by Node's own crypto: no promise for each call. */
export const nodeDigests: Digests = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  hmacSha1: (key, bytes) => createHmac('sha1', key).update(bytes).digest(),
}
