import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/**
 * Sealed bytes: version 1, a salt of 16 bytes, then segments of 64 KB, each AES-256-GCM with its tag of 16 bytes.
 * The key of one object is derived from the given key and the salt; the nonce holds the number of the segment and
 * whether it is the last, so that segments cannot be left out, moved or taken from elsewhere, and nothing is released
 * before its tag was checked. The context is associated data of every segment.
 */
const VERSION = 1
const SALT_BYTES = 16
const TAG_BYTES = 16
const SEGMENT_BYTES = 64 * 1024
const HEADER_BYTES = 1 + SALT_BYTES
export const KEY_BYTES = 32
/** The only block of HKDF's expansion (RFC 5869): what the key is for, and the number of the block. */
const EXPANSION = Buffer.from('bonafide sealed bytes 1\u0001', 'utf8')

/** What was asked to be opened was sealed by another key or for another place, or was changed. */
export class SealBroken extends Error {
  readonly code = 'seal-broken'
  constructor() {
    super('Sealed bytes do not open here')
  }
}

/** `context` names the place of the bytes; they open under the same key and context only. */
export function sealBytes(key: Uint8Array, context: readonly string[], plain: Uint8Array): Uint8Array {
  const salt = randomBytes(SALT_BYTES)
  const objectKey = objectKeyOf(key, salt)
  const associated = encodeContext(context)
  const segments = Math.max(1, Math.ceil(plain.length / SEGMENT_BYTES))
  const sealed = new Uint8Array(HEADER_BYTES + plain.length + segments * TAG_BYTES)
  sealed[0] = VERSION
  sealed.set(salt, 1)
  let at = HEADER_BYTES
  for (let index = 0; index < segments; index += 1) {
    const cipher = createCipheriv('aes-256-gcm', objectKey, nonceOf(index, index === segments - 1))
    cipher.setAAD(associated)
    const segment = cipher.update(plain.subarray(index * SEGMENT_BYTES, (index + 1) * SEGMENT_BYTES))
    cipher.final()
    sealed.set(segment, at)
    sealed.set(cipher.getAuthTag(), at + segment.length)
    at += segment.length + TAG_BYTES
  }
  return sealed
}

/** Throws `SealBroken`. */
export function openBytes(key: Uint8Array, context: readonly string[], sealed: Uint8Array): Uint8Array {
  if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new SealBroken()
  const objectKey = objectKeyOf(key, sealed.subarray(1, HEADER_BYTES))
  const associated = encodeContext(context)
  const body = sealed.subarray(HEADER_BYTES)
  const segments = Math.ceil(body.length / (SEGMENT_BYTES + TAG_BYTES))
  const plainLength = body.length - segments * TAG_BYTES
  if (plainLength < 0) throw new SealBroken()
  if (segments === 1) {
    // Not copied: an answer of CheckResult is opened thousands of times a second.
    const { buffer, byteOffset, length } = openSegment(objectKey, nonceOf(0, true), associated, body)
    return new Uint8Array(buffer, byteOffset, length)
  }
  const plain = new Uint8Array(plainLength)
  for (let index = 0; index < segments; index += 1) {
    const start = index * (SEGMENT_BYTES + TAG_BYTES)
    const segment = body.subarray(start, start + SEGMENT_BYTES + TAG_BYTES)
    const nonce = nonceOf(index, index === segments - 1)
    plain.set(openSegment(objectKey, nonce, associated, segment), index * SEGMENT_BYTES)
  }
  return plain
}

function openSegment(key: Buffer, nonce: Buffer, associated: Buffer, segment: Uint8Array): Uint8Array {
  if (segment.length < TAG_BYTES) throw new SealBroken()
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associated)
  decipher.setAuthTag(segment.subarray(segment.length - TAG_BYTES))
  const plain = decipher.update(segment.subarray(0, segment.length - TAG_BYTES))
  try {
    decipher.final()
  } catch {
    throw new SealBroken()
  }
  return plain
}

function objectKeyOf(key: Uint8Array, salt: Uint8Array): Buffer {
  if (key.length !== KEY_BYTES) throw new SealBroken()
  const extracted = createHmac('sha256', salt).update(key).digest()
  return createHmac('sha256', extracted).update(EXPANSION).digest()
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** JSON keeps the parts apart: ['ab','c'] is not ['a','bc']. */
function encodeContext(context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(context), 'utf8')
}
