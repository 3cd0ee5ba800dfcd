import { deflateSync } from 'node:zlib'
import type { Picture } from '@bonafide/engine'
import sharp, { type JpegOptions, type Sharp } from 'sharp'
import { seeded } from '../random.ts'
import { joinParts, picturePartsOf } from './picture-parts.ts'
import { blackPng, pngChunk } from './png-file.ts'

/** The most pixels that the service decodes (security.md D2). */
const MOST_PIXELS = 50_000_000
/** As wide and high as JPEG can say and the limit allows. */
const LONG = 65_500
const SIDE = Math.floor(Math.sqrt(MOST_PIXELS))
const MEGABYTE = 1024 * 1024

/** A file that somebody would make on purpose; it is made when it is asked for, since some are large. */
export interface CraftedPicture {
  readonly name: string
  make(portrait: Picture): Uint8Array | Promise<Uint8Array>
}

/**
 * Bombs just within and beyond the limits, animations, archives, metadata that lies, and the largest faces that are let
 * in. Each is valid or nearly so. What costs least stands last.
 */
export const CRAFTED: readonly CraftedPicture[] = Object.entries<CraftedPicture['make']>({
  'png of as many pixels as are let in': () => blackPng(SIDE, SIDE),
  'png of too many pixels': () => blackPng(SIDE + 10, SIDE + 10),
  'png of 400 million pixels': () => blackPng(20_000, 20_000),
  'png of one row': () => blackPng(LONG, 1),
  'png of one column': () => blackPng(1, LONG),
  'png with a profile that unpacks to 64 MB': () => blackPng(64, 64, [packedChunk('iCCP', 64 * MEGABYTE)]),
  'png with a text that unpacks to 64 MB': () => blackPng(64, 64, [packedChunk('zTXt', 64 * MEGABYTE)]),
  'animated webp': animatedWebp,
  'jpeg of a thousand scans': async (portrait) => manyScans(await jpegOf(encode(portrait), { progressive: true })),
  'jpeg of one row': () => jpegOf(flat(LONG, 2)),
  'jpeg of one column': () => jpegOf(flat(2, LONG)),
  'face of as many pixels as are let in': (portrait) => jpegOf(enlarged(portrait, SIDE), { quality: 60 }),
  'face in 9 MB': () => noisy(1700, 1800).png({ compressionLevel: 0 }).toBuffer(),
  'page of noise': () => jpegOf(noisy(1600, 1200), { quality: 50 }),
  'jpeg with 5 MB of comments': async (portrait) =>
    withSegments(await jpegOf(encode(portrait)), Array(80).fill(segment(0xfe, new Uint8Array(65_000)))),
  'png with ten thousand chunks': () => blackPng(64, 64, Array(10_000).fill(pngChunk('teXt', new Uint8Array(3)))),
  'animated png': () => blackPng(640, 400, [pngChunk('acTL', Uint8Array.from([0, 0, 255, 255, 0, 0, 0, 0]))]),
  'jpeg with metadata that points at itself': async (portrait) =>
    withSegments(await jpegOf(encode(portrait)), [segment(0xe1, circularExif())]),
  'jpeg with an impossible orientation': async (portrait) =>
    withSegments(await jpegOf(encode(portrait)), [segment(0xe1, exifOf(0xffff))]),
  'jpeg with half a colour profile': async (portrait) =>
    withSegments(await jpegOf(encode(portrait)), [segment(0xe2, halfProfile())]),
  'jpeg with an archive behind it': async (portrait) =>
    joinParts([await jpegOf(encode(portrait)), Uint8Array.from([0x50, 0x4b, 0x05, 0x06]), new Uint8Array(18)]),
}).map(([name, make]) => ({ name, make }))

function jpegOf(picture: Sharp, options: JpegOptions = {}): Promise<Uint8Array> {
  return picture.jpeg(options).toBuffer()
}

function encode({ width, height, data }: Picture) {
  return sharp(data, { raw: { width, height, channels: 3 } })
}

function enlarged(picture: Picture, side: number) {
  return encode(picture).resize(side, side, { fit: 'fill', kernel: 'linear' })
}

function flat(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#ccc' } })
}

/** Random pixels: nothing packs them, and everything that looks for patterns finds too many. */
function noisy(width: number, height: number) {
  const random = seeded(width)
  const data = Uint8Array.from({ length: 3 * width * height }, () => random.next() * 256)
  return sharp(data, { raw: { width, height, channels: 3 } })
}

async function animatedWebp(): Promise<Uint8Array> {
  const [width, frame, frames] = [320, 200, 60]
  const { data } = await noisy(width, frame * frames)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const tall = { raw: { width, height: frame * frames, channels: 3, pageHeight: frame } } as const
  return sharp(data, tall).webp({ quality: 40, loop: 0, delay: 40 }).toBuffer()
}

/** Marker, length, data (ITU T.81, B.1.1.4). */
function segment(marker: number, data: Uint8Array): Uint8Array {
  const size = data.length + 2
  return joinParts([Uint8Array.from([0xff, marker, size >> 8, size & 255]), data])
}

function withSegments(jpeg: Uint8Array, segments: readonly Uint8Array[]): Uint8Array {
  return joinParts([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
}

/** The last scan of a progressive picture again and again: each costs a walk over all its blocks. */
function manyScans(jpeg: Uint8Array): Uint8Array {
  const body = joinParts(picturePartsOf(jpeg).slice(-1))
  let from = body.length
  while (from > 0 && !(body[from] === 0xff && body[from + 1] === 0xda)) from -= 1
  const scan = body.subarray(from, body.length - 2)
  return joinParts([jpeg.subarray(0, jpeg.length - 2), ...Array(1000).fill(scan), Uint8Array.from([0xff, 0xd9])])
}

const EXIF_HEAD = [...new TextEncoder().encode('Exif'), 0, 0, ...new TextEncoder().encode('II'), 42, 0, 8, 0, 0, 0]

/** One directory with the tag for orientation, 0x0112 (EXIF 2.32, section 4.6.4). */
function exifOf(orientation: number): Uint8Array {
  const value = [orientation & 255, orientation >> 8, 0, 0]
  return Uint8Array.from([...EXIF_HEAD, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, ...value, 0, 0, 0, 0])
}

/** A directory whose next directory is itself, and whose one entry claims four billion values. */
function circularExif(): Uint8Array {
  return Uint8Array.from([...EXIF_HEAD, 1, 0, 0x12, 1, 3, 0, 255, 255, 255, 255, 8, 0, 0, 0, 8, 0, 0, 0])
}

/** The second of three parts of a profile that claims to be larger than the file (ICC.1, annex B.4). */
function halfProfile(): Uint8Array {
  return joinParts([new TextEncoder().encode('ICC_PROFILE\0'), Uint8Array.from([2, 3, 127, 255, 255, 255])])
}

/** A name, two zero bytes (the end of the name and the method) and zeros, packed a thousandfold. */
function packedChunk(type: 'iCCP' | 'zTXt', size: number): Uint8Array {
  return pngChunk(type, Buffer.concat([Buffer.from('k\0\0', 'latin1'), deflateSync(Buffer.alloc(size))]))
}
