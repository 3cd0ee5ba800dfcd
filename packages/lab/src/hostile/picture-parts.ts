/** The pieces that a picture file is made of: segments of a JPEG, chunks of a PNG or WebP. Joined they are the file. */
export function picturePartsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const sizeAt = bytes[0] === 0xff ? jpegPart : bytes[0] === 0x89 ? pngPart : webpPart
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(1, Math.min(bytes.length - at, sizeAt(bytes, at)))
    parts.push(bytes.subarray(at, at + size))
    at += size
  }
  return parts
}

export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Marker and length (ITU T.81, B.1.1.4); from the first scan on everything is one piece. */
function jpegPart(bytes: Uint8Array, at: number): number {
  const marker = bytes[at + 1] ?? 0
  if (marker === 0xd8) return 2
  return marker === 0xda ? bytes.length : 2 + u16(bytes, at + 2)
}

/** Length, type, data, CRC after a signature of eight bytes (PNG specification, section 5.3). */
function pngPart(bytes: Uint8Array, at: number): number {
  return at === 0 ? 8 : 12 + u16(bytes, at) * 65_536 + u16(bytes, at + 2)
}

/** Type, length and data, padded to even lengths, after a head of twelve bytes (RFC 9649, section 2.3). */
function webpPart(bytes: Uint8Array, at: number): number {
  if (at === 0) return 12
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 4, at + 8)
  const size = a + 256 * (b + 256 * (c + 256 * d))
  return 8 + size + (size % 2)
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
}
