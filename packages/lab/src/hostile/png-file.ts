import { deflateSync } from 'node:zlib'

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A grey PNG of one bit a pixel, all black, made without its pixels being in memory at once. */
export function blackPng(width: number, height: number, between: readonly Uint8Array[] = []): Uint8Array {
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 })
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', Uint8Array.from([...u32(width), ...u32(height), 1, 0, 0, 0, 0])),
    ...between,
    pngChunk('IDAT', rows),
    pngChunk('IEND', new Uint8Array()),
  ])
}

/** Length, type, data and their CRC-32 (PNG specification, section 5.3). */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([Uint8Array.from(u32(data.length)), body, Uint8Array.from(u32(crc32(body)))])
}

function u32(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
