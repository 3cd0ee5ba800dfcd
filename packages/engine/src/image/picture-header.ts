/** What the first bytes of a picture say about it. */
export interface PictureHeader {
  readonly format: 'jpeg' | 'png' | 'webp'
  /** In pixels, as stored: before any EXIF rotation. */
  readonly width: number
  readonly height: number
}

/**
 * Format and size of a JPEG, PNG or WebP picture, told by its content and not by any name. Reads headers only, so a
 * picture of any size costs the same. Undefined when it is none of the three or its header is damaged. Never throws.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const header = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  return header !== undefined && header.width > 0 && header.height > 0 ? header : undefined
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** The first chunk is IHDR: length 13, type, width, height (PNG specification, section 11.2.2). */
function readPng(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 33 || PNG_SIGNATURE.some((byte, index) => bytes[index] !== byte)) return undefined
  if (u32(bytes, 8) !== 13 || !textAt(bytes, 12, 'IHDR')) return undefined
  return { format: 'png', width: u32(bytes, 16), height: u32(bytes, 20) }
}

/** Frame headers SOF0 to SOF15 without the three markers of that range that mean something else (ITU T.81, table B.1). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Walks the segments up to the frame header: marker, length, precision, height, width (ITU T.81, B.2.2). */
function readJpeg(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrameHeader(marker)) {
      return at + 9 > bytes.length
        ? undefined
        : { format: 'jpeg', width: u16(bytes, at + 7), height: u16(bytes, at + 5) }
    }
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
    const length = standsAlone ? 0 : u16(bytes, at + 2)
    if ((!standsAlone && length < 2) || marker === 0xd9 || marker === 0xda || marker === 0x00) return undefined
    at += 2 + length
  }
  return undefined
}

/** RIFF container with a lossy, lossless or extended first chunk (RFC 9649, sections 2.4 to 2.7, 3.4). */
function readWebp(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 30 || !textAt(bytes, 0, 'RIFF') || !textAt(bytes, 8, 'WEBP')) return undefined
  if (textAt(bytes, 12, 'VP8 ')) return readLossy(bytes)
  if (textAt(bytes, 12, 'VP8L')) return readLossless(bytes)
  if (!textAt(bytes, 12, 'VP8X')) return undefined
  return { format: 'webp', width: 1 + u24le(bytes, 24), height: 1 + u24le(bytes, 27) }
}

function readLossy(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes[23] !== 0x9d || bytes[24] !== 0x01 || bytes[25] !== 0x2a) return undefined
  return { format: 'webp', width: u16le(bytes, 26) & 0x3fff, height: u16le(bytes, 28) & 0x3fff }
}

function readLossless(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes[20] !== 0x2f) return undefined
  const packed = u16le(bytes, 21) + u16le(bytes, 23) * 0x10000
  return { format: 'webp', width: 1 + (packed % 0x4000), height: 1 + (Math.floor(packed / 0x4000) % 0x4000) }
}

function textAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
}

function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 65_536 + u16(bytes, at + 2)
}

function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
}

function u24le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + (bytes[at + 2] ?? 0) * 65_536
}
