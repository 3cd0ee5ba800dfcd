import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { signedText } from '@bonafide/protocol'

/** One request of the channel, as it came. */
export interface ChannelRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly transactionId: string
  readonly sequence: number
  /** base64url of r||s. */
  readonly signature: string
  readonly body: Uint8Array
}

/** Uncompressed P-256 point: 0x04, 32 bytes x, 32 bytes y. */
const POINT_BYTES = 65

/** Whether the request was signed with the private half of this key (base64url point). Never throws. */
export function isSignedBy(publicKey: string, request: ChannelRequest): boolean {
  const key = importPoint(publicKey)
  if (key === undefined) return false
  const { method, path, sequence, body } = request
  const text = signedText(method, path, sequence, createHash('sha256').update(body).digest('hex'))
  const signature = Buffer.from(request.signature, 'base64url')
  return signature.length === 64 && verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** SHA-256 of method, path and body: what makes a repeated request the same one. */
export function requestDigest({ method, path, body }: ChannelRequest): string {
  return createHash('sha256').update(`${method}\n${path}\n`).update(body).digest('hex')
}

function importPoint(publicKey: string): KeyObject | undefined {
  const point = Buffer.from(publicKey, 'base64url')
  if (point.length !== POINT_BYTES || point[0] !== 4) return undefined
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return undefined
  }
}
