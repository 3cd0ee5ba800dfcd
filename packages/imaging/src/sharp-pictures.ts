import { type Picture, type PictureHeader, type Pictures, readPictureHeader } from '@bonafide/engine'
import sharp from 'sharp'
import { PictureError } from './picture-error.ts'

export interface PictureLimits {
  readonly maxBytes: number
  readonly maxPixels: number
}

/** security.md D2 */
export const DEFAULT_LIMITS: PictureLimits = { maxBytes: 10 * 1024 * 1024, maxPixels: 50_000_000 }

/**
 * Larger pictures are decoded smaller: 16 million pixels hold what a phone's camera resolves, and what is computed on a
 * picture of 50 million went beyond the 1.5 GB of a judging process (`bonafide fuzz-pictures`).
 */
const WORKING_PIXELS = 16_000_000

/**
 * Decodes JPEG, PNG and WebP, told by their content, within limits that are checked before anything is decoded.
 * From here on no other format can be loaded in this process: sharp would take SVG, PDF and a dozen more.
 */
export function createPictures(limits: Partial<PictureLimits> = {}): Pictures {
  closeOtherLoaders()
  const effective = { ...DEFAULT_LIMITS, ...limits }
  return {
    decode: (bytes) => decode(bytes, effective),
    encodeJpeg,
  }
}

/** One thread for each picture: processes, not threads, are what the service multiplies. */
function closeOtherLoaders(): void {
  sharp.concurrency(1)
  sharp.cache(false)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
  })
}

async function decode(bytes: Uint8Array, limits: PictureLimits): Promise<Picture> {
  const longSide = workingSide(checkHeader(bytes, limits))
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: limits.maxPixels, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .flatten({ background: '#fff' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== 3) throw new PictureError('unreadable')
    return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) }
  } catch (cause) {
    if (cause instanceof PictureError) throw cause
    throw new PictureError('unreadable', { cause })
  }
}

/** Of pictures within the working size, the side that they have. */
function workingSide({ width, height }: PictureHeader): number {
  return Math.ceil(Math.max(width, height) * Math.min(1, Math.sqrt(WORKING_PIXELS / (width * height))))
}

function checkHeader(bytes: Uint8Array, { maxBytes, maxPixels }: PictureLimits): PictureHeader {
  if (bytes.length > maxBytes) throw new PictureError('too-large')
  const header = readPictureHeader(bytes)
  if (header === undefined) throw new PictureError('unsupported')
  if (header.width * header.height > maxPixels) throw new PictureError('too-many-pixels')
  return header
}

/** Without any metadata: sharp writes none unless it is told to. */
async function encodeJpeg({ width, height, data }: Picture, quality: number): Promise<Uint8Array> {
  const encoded = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer()
  return new Uint8Array(encoded)
}
