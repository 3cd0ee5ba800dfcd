import type { Picture } from '@bonafide/engine'
import sharp from 'sharp'

/** Qualities at which cameras and editors save. */
export const CAMERA_QUALITY = [82, 95] as const
export const EDITOR_QUALITY = [80, 96] as const

export async function savedJpeg({ width, height, data }: Picture, quality: number): Promise<Uint8Array> {
  const saved = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: Math.round(quality) })
    .toBuffer()
  return Uint8Array.from(saved)
}

/** A photograph as an editor opens it: after the camera wrote it once. */
export async function reopened(picture: Picture, quality: number): Promise<Picture> {
  const { data, info } = await sharp(await savedJpeg(picture, quality))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: Uint8Array.from(data) }
}
