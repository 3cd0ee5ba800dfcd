import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPictureHeader } from './picture-header.ts'

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const u16 = (value: number) => [value >>> 8, value & 255]
const bytes = (...parts: readonly (readonly number[])[]) => Uint8Array.from(parts.flat())

const png = (width: number, height: number) =>
  bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    u32(13),
    ascii('IHDR'),
    u32(width),
    u32(height),
    [8, 2, 0, 0, 0],
    u32(0),
  )

/** A JPEG as far as its frame header, with application segments of the given sizes before it. */
const jpeg = (width: number, height: number, segments: readonly number[] = [14], marker = 0xc0) =>
  bytes(
    [0xff, 0xd8],
    ...segments.map((size) => [0xff, 0xe0, ...u16(size + 2), ...new Array<number>(size).fill(0xff)]),
    [0xff, marker, ...u16(17), 8, ...u16(height), ...u16(width), 3],
  )

const webpExtended = (width: number, height: number) => {
  const size = (value: number) => [(value - 1) & 255, ((value - 1) >> 8) & 255, (value - 1) >> 16]
  return bytes(ascii('RIFF'), [22, 0, 0, 0], ascii('WEBPVP8X'), [10, 0, 0, 0, 0, 0, 0, 0], size(width), size(height))
}

const webpLossy = (width: number, height: number) =>
  bytes(
    ascii('RIFF'),
    [22, 0, 0, 0],
    ascii('WEBPVP8 '),
    [10, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a],
    [width & 255, width >> 8, height & 255, height >> 8],
  )

const webpLossless = (width: number, height: number) => {
  const packed = (width - 1) | ((height - 1) << 14)
  const size = [packed & 255, (packed >>> 8) & 255, (packed >>> 16) & 255, packed >>> 24]
  return bytes(ascii('RIFF'), [22, 0, 0, 0], ascii('WEBPVP8L'), [10, 0, 0, 0, 0x2f], size, [0, 0, 0, 0, 0])
}

const side = fc.integer({ min: 1, max: 16_383 })

describe('readPictureHeader', () => {
  it('tells format and size of every kind of header', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 5 }),
        (width, height, segments) => {
          expect(readPictureHeader(png(width, height))).toEqual({ format: 'png', width, height })
          expect(readPictureHeader(jpeg(width, height, segments))).toEqual({ format: 'jpeg', width, height })
          expect(readPictureHeader(jpeg(width, height, segments, 0xc2))).toEqual({ format: 'jpeg', width, height })
          for (const webp of [webpExtended, webpLossy, webpLossless]) {
            expect(readPictureHeader(webp(width, height))).toEqual({ format: 'webp', width, height })
          }
        },
      ),
    )
  })

  it('never throws, and answers whole positive sizes or nothing, for any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(50),
        fc.constantFrom(png, jpeg, webpLossy, webpLossless),
        (noise, at, make) => {
          const damaged = make(640, 480).slice()
          damaged.set(noise.subarray(0, Math.max(0, damaged.length - at)), Math.min(at, damaged.length))
          for (const picture of [noise, damaged, damaged.subarray(0, at)]) {
            const header = readPictureHeader(picture)
            expect(
              header === undefined || (header.width > 0 && header.height > 0 && Number.isInteger(header.width)),
            ).toBe(true)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'],
    ['GIF', 'GIF89a\x0a\x00\x0a\x00\x00\x00\x00,,,,,,,,,,,,,,,,,,,,,,,,'],
    ['PDF', '%PDF-1.7 and so on and so on and so on'],
    ['HEIC', '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic and more bytes'],
    ['BMP', 'BM6\x00\x00\x00\x00\x00\x00\x006\x00\x00\x00(\x00\x00\x00\x10\x00\x00\x00\x10\x00\x00\x00'],
  ])('does not take %s for a picture', (_, text) => {
    expect(readPictureHeader(Uint8Array.from(ascii(text)))).toBeUndefined()
  })

  it('refuses a size of zero', () => {
    expect(readPictureHeader(png(0, 10))).toBeUndefined()
    expect(readPictureHeader(jpeg(10, 0))).toBeUndefined()
  })
})
