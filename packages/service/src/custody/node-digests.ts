import { createHmac, hash } from 'node:crypto'
import type { Digests } from '@bonafide/protocol'

/** The digests of the request signatures by Node's own crypto: no promise for each call, and no stream for each hash. */
export const nodeDigests: Digests = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  hmacSha1: (key, bytes) => createHmac('sha1', key).update(bytes).digest(),
}
