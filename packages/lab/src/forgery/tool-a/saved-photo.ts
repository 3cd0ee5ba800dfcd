import type { Picture } from '@bonafide/engine'
import sharp from 'sharp'
import type { Seeded } from '../../random.ts'

/** Qualities at which cameras, and editors and apps, save. */
const CAMERA_QUALITY = [80, 97] as const
const EDITOR_QUALITY = [70, 96] as const
/** Shares of what is sent smaller than it was taken, and without loss. */
const SHRUNK_SHARE = 0.15
const LOSSLESS_SHARE = 0.08
const KERNELS = ['linear', 'mitchell', 'lanczos3'] as const

/** A camera's own file. */
export function cameraJpeg(picture: Picture, random: Seeded): Promise<Uint8Array> {
  return savedJpeg(picture, random.between(...CAMERA_QUALITY), random)
}

/** A photograph as an editor opens it: after the camera wrote it once. */
export async function reopened(picture: Picture, random: Seeded): Promise<Picture> {
  const { data, info } = await sharp(await cameraJpeg(picture, random))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: Uint8Array.from(data) }
}

/** What comes out of an editor or an app: most often a JPEG of the same size. */
export async function savedAgain(picture: Picture, random: Seeded): Promise<Uint8Array> {
  const chance = random.next()
  if (chance < LOSSLESS_SHARE) return Uint8Array.from(await raw(picture).png({ compressionLevel: 2 }).toBuffer())
  if (chance >= LOSSLESS_SHARE + SHRUNK_SHARE) return savedJpeg(picture, random.between(...EDITOR_QUALITY), random)
  const width = Math.round(picture.width * random.between(0.65, 0.97))
  const { data, info } = await raw(picture)
    .resize(width, null, { kernel: random.pick(KERNELS) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return savedJpeg({ width: info.width, height: info.height, data }, random.between(...EDITOR_QUALITY), random)
}

async function savedJpeg(picture: Picture, quality: number, random: Seeded): Promise<Uint8Array> {
  const chromaSubsampling = random.next() < 0.7 ? '4:2:0' : '4:4:4'
  const options = { quality: Math.round(quality), chromaSubsampling }
  return Uint8Array.from(await raw(picture).jpeg(options).toBuffer())
}

function raw({ width, height, data }: Picture) {
  return sharp(data, { raw: { width, height, channels: 3 } })
}
