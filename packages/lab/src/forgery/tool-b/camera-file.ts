import type { Picture } from '@bonafide/engine'
import sharp from 'sharp'
import type { Seeded } from '../../random.ts'

/** A phone's own file: full chroma, progressive, trellis-quantised tables, as its maker likes them. */
export async function cameraFile(photo: Picture, random: Seeded): Promise<Picture> {
  const bytes = await raw(photo)
    .jpeg({
      quality: Math.round(random.between(84, 97)),
      chromaSubsampling: random.next() < 0.5 ? '4:4:4' : '4:2:0',
      quantisationTable: Math.floor(random.next() * 4),
      trellisQuantisation: random.next() < 0.5,
    })
    .toBuffer()
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: Uint8Array.from(data) }
}

/** How the finished picture is sent: mostly as another JPEG, now and then smaller or without loss. */
export async function sentFile(
  picture: Picture,
  random: Seeded,
): Promise<{ readonly how: string; readonly bytes: Uint8Array }> {
  const chance = random.next()
  const scale = chance < 0.2 ? random.between(0.75, 0.95) : 1
  const shrunk = raw(picture).resize(Math.round(picture.width * scale), null, { kernel: 'cubic' })
  const quality = Math.round(random.between(72, 95))
  const lossless = chance > 0.9
  const written = lossless
    ? shrunk.png({ compressionLevel: 3 })
    : shrunk.jpeg({ quality, mozjpeg: random.next() < 0.3 })
  const how = lossless ? 'png' : scale < 1 ? 'shrunk' : 'jpeg'
  return { how, bytes: Uint8Array.from(await written.toBuffer()) }
}

function raw({ width, height, data }: Picture) {
  return sharp(data, { raw: { width, height, channels: 3 } })
}
