import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { PictureError } from './picture-error.ts'
import { createPictures } from './sharp-pictures.ts'

const pictures = createPictures()
const WIDTH = 64
const HEIGHT = 48

/** Left half red, right half blue. */
const halves = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => {
  const left = Math.floor(index / 3) % WIDTH < WIDTH / 2
  return (index % 3 === 0 && left) || (index % 3 === 2 && !left) ? 255 : 0
})
const source = () => sharp(halves, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await pictures.decode(bytes)
    return 'decoded'
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    return error.code
  }
}

/** CRC-32 as PNG wants it (PNG specification, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}

/** A valid one-bit PNG of the given side, made without its pixels ever being in memory at once. */
function pngBomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side), { level: 9 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

describe('createPictures', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('decodes %s to RGB rows from the top', async (format) => {
    const picture = await pictures.decode(await source().toFormat(format, { quality: 95 }).toBuffer())
    expect(picture).toMatchObject({ width: WIDTH, height: HEIGHT })
    expect(picture.data).toHaveLength(WIDTH * HEIGHT * 3)
    const [red, , , , , blue] = [...picture.data.slice(0, 3), ...picture.data.slice(-3)]
    expect(red).toBeGreaterThan(200)
    expect(blue).toBeGreaterThan(200)
  })

  it.each(['grey', 'alpha', 'grey with alpha', 'cmyk', '16 bit'])(
    'decodes %s pictures to three channels',
    async (kind) => {
      const made = {
        grey: source().greyscale().png(),
        alpha: source().ensureAlpha(0.5).png(),
        'grey with alpha': source().greyscale().ensureAlpha(0.5).png(),
        cmyk: source().toColourspace('cmyk').jpeg(),
        '16 bit': source().toColourspace('rgb16').png(),
      }[kind]
      if (made === undefined) throw new Error(kind)
      expect((await pictures.decode(await made.toBuffer())).data).toHaveLength(WIDTH * HEIGHT * 3)
    },
  )

  it('turns a picture upright by its EXIF orientation', async () => {
    const turned = await source().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const picture = await pictures.decode(turned)
    expect(picture).toMatchObject({ width: HEIGHT, height: WIDTH })
    expect(picture.data[0]).toBeGreaterThan(200)
    expect(picture.data.at(-1)).toBeGreaterThan(200)
  })

  it('leaves no metadata and no trailing bytes in what it encodes', async () => {
    const marked = Buffer.concat([
      await source()
        .withExif({ IFD0: { Copyright: 'MARKER-EXIF' } })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><m>MARKER-XMP</m></x:xmpmeta>')
        .withIccProfile('p3')
        .jpeg()
        .toBuffer(),
      Buffer.from('MARKER-TAIL<script>alert(1)</script>'),
    ])
    expect(marked.includes('MARKER-EXIF')).toBe(true)
    const encoded = Buffer.from(await pictures.encodeJpeg(await pictures.decode(marked), 90))
    for (const marker of ['MARKER', 'Exif', 'ICC_PROFILE', 'script', 'xmpmeta'])
      expect(encoded.includes(marker)).toBe(false)
    expect([...encoded.subarray(-2)]).toEqual([0xff, 0xd9])
  })

  it('refuses what is no JPEG, PNG or WebP, whatever it is called', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    )
    const others = [
      svg,
      Buffer.from('GIF89a'),
      Buffer.from('%PDF-1.7'),
      Buffer.alloc(0),
      Buffer.concat([Buffer.from('PK'), svg]),
    ]
    for (const bytes of others) expect(await refusal(bytes)).toBe('unsupported')
  })

  it('closes the loaders of other formats even to who goes around the check', async () => {
    const tiff = await source().tiff().toBuffer()
    const gif = await source().gif().toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for (const bytes of [tiff, gif, svg]) await expect(sharp(bytes).metadata()).rejects.toThrow()
  })

  it('decodes only the picture of a polyglot: JPEG with HTML, PNG with ZIP', async () => {
    const tails = [Buffer.from('<html><script>alert(1)</script>'), Buffer.from('PK\x03\x04and so on', 'latin1')]
    for (const [index, format] of (['jpeg', 'png'] as const).entries()) {
      const polyglot = Buffer.concat([await source().toFormat(format).toBuffer(), tails[index] ?? Buffer.alloc(0)])
      expect(await pictures.decode(polyglot)).toMatchObject({ width: WIDTH, height: HEIGHT })
    }
  })

  it('refuses 400 million pixels in a small file at once and without their memory', async () => {
    const bomb = pngBomb(20_000)
    expect(bomb.length).toBeLessThan(100_000)
    const held = process.memoryUsage().rss
    const before = process.cpuUsage()
    expect(await refusal(bomb)).toBe('too-many-pixels')
    const { user, system } = process.cpuUsage(before)
    // Microseconds of the processor: unpacking its pixels alone takes a second.
    expect(user + system).toBeLessThan(100_000)
    expect(process.memoryUsage().rss - held).toBeLessThan(50 * 1024 * 1024)
  })

  it('decodes a picture of more pixels than are worked on smaller, upright and in its own shape', async () => {
    const large = { create: { width: 7000, height: 5000, channels: 3, background: '#88a' } } as const
    const turned = await sharp(large).withMetadata({ orientation: 6 }).jpeg({ quality: 40 }).toBuffer()
    const { width, height, data } = await pictures.decode(turned)
    expect(width * height).toBeLessThan(16_100_000)
    expect(width * height).toBeGreaterThan(15_900_000)
    expect(height / width).toBeCloseTo(1.4, 2)
    expect(data).toHaveLength(3 * width * height)
  })

  it('refuses a header that lies about the size', async () => {
    const bomb = pngBomb(9_000)
    bomb.writeUInt32BE(10, 16)
    bomb.writeUInt32BE(10, 20)
    expect(await refusal(bomb)).toBe('unreadable')
  })

  it('refuses too many bytes before it looks at them', async () => {
    expect(await refusal(Buffer.alloc(10 * 1024 * 1024 + 1))).toBe('too-large')
  })

  it('refuses a picture that was cut off', async () => {
    const noise = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => (index * 7919) % 256)
    const jpeg = await sharp(noise, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect(await refusal(jpeg.subarray(0, jpeg.length / 2))).toBe('unreadable')
  })

  it('never fails with anything but its own error on pictures that were changed or cut off', async () => {
    const originals = await Promise.all(
      (['jpeg', 'png', 'webp'] as const).map((format) => source().toFormat(format).toBuffer()),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(fc.tuple(fc.nat(10_000), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
        async (original, changes, kept) => {
          const damaged = Uint8Array.from(original)
          for (const [at, value] of changes) damaged[at % damaged.length] = value
          const sent = damaged.subarray(0, Math.ceil(kept * damaged.length))
          expect(['decoded', 'unreadable', 'unsupported', 'too-many-pixels']).toContain(await refusal(sent))
        },
      ),
      { numRuns: process.env['BONAFIDE_TEST_DEEP'] === '1' ? 10_000 : 300 },
    )
  })
})
