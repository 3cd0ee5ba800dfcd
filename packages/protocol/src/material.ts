/**
 * The material of one attempt as one sequence of bytes: the magic `BFM1`, the length of the manifest as an unsigned
 * 32-bit big-endian number, the manifest as UTF-8 JSON, then the parts one after the other.
 */
const MAGIC = [0x42, 0x46, 0x4d, 0x31] as const
const MAX_MANIFEST_BYTES = 64 * 1024

export interface DocumentManifest {
  readonly kind: 'document'
  /** One part: the page as JPEG, PNG or WebP. */
  readonly sizes: readonly [number]
}

export interface FaceManifest {
  readonly kind: 'face'
  readonly challengeId: string
  /** Size in bytes and capture time (milliseconds since the first frame) of each JPEG frame, in order. */
  readonly sizes: readonly number[]
  readonly atMs: readonly number[]
}

/** What the person says that the pages say, where they were read otherwise. It is compared and never believed. */
export interface ClaimsManifest {
  readonly kind: 'claims'
  /** One part: `Claims` as JSON. */
  readonly sizes: readonly [number]
}

export type Manifest = DocumentManifest | ClaimsManifest | FaceManifest

/** The material is not of the stated form. */
export class MaterialError extends Error {
  readonly code = 'material-invalid'
}

export function packMaterial(manifest: Manifest, parts: readonly Uint8Array[]): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify(manifest))
  const size = 8 + header.length + parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array(size)
  bytes.set(MAGIC, 0)
  new DataView(bytes.buffer).setUint32(4, header.length)
  bytes.set(header, 8)
  let at = 8 + header.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Throws `MaterialError` unless every byte is accounted for. Parts are views into `bytes`. */
export function unpackMaterial(bytes: Uint8Array): {
  readonly manifest: Manifest
  readonly parts: readonly Uint8Array[]
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || MAGIC.some((byte, index) => bytes[index] !== byte)) throw new MaterialError('not a material')
  const headerLength = view.getUint32(4)
  if (headerLength > MAX_MANIFEST_BYTES || 8 + headerLength > bytes.length) throw new MaterialError('manifest length')
  const manifest = parseManifest(bytes.subarray(8, 8 + headerLength))
  const parts: Uint8Array[] = []
  let at = 8 + headerLength
  for (const size of manifest.sizes) {
    if (at + size > bytes.length) throw new MaterialError('parts end too early')
    parts.push(bytes.subarray(at, at + size))
    at += size
  }
  if (at !== bytes.length) throw new MaterialError('bytes are left over')
  return { manifest, parts }
}

function parseManifest(bytes: Uint8Array): Manifest {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new MaterialError('manifest is not JSON')
  }
  if (typeof value !== 'object' || value === null) throw new MaterialError('manifest is not an object')
  const { kind, sizes, atMs, challengeId } = value as Record<string, unknown>
  if (!isNumbers(sizes) || sizes.some((size) => !Number.isSafeInteger(size) || size <= 0))
    throw new MaterialError('sizes')
  if (kind === 'document' || kind === 'claims') {
    const [size] = sizes
    if (size === undefined || sizes.length !== 1) throw new MaterialError('a page is one part, and so are claims')
    return { kind, sizes: [size] }
  }
  if (kind !== 'face' || typeof challengeId !== 'string') throw new MaterialError('kind')
  if (!isNumbers(atMs) || atMs.length !== sizes.length) throw new MaterialError('one capture time for each frame')
  if (atMs.some((at, index) => at < 0 || (index > 0 && at <= (atMs[index - 1] ?? 0))))
    throw new MaterialError('capture times')
  return { kind, challengeId, sizes, atMs }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(item))
}
