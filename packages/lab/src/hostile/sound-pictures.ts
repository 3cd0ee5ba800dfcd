import { type Picture, resizeArea } from '@bonafide/engine'
import sharp, { type Sharp } from 'sharp'
import { seeded } from '../random.ts'
import { renderPassport } from '../specimen/render-passport.ts'
import { specimenFields } from '../specimen/specimen-fields.ts'

/** One picture as a camera or a program would have written it. */
export interface SoundPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Small, so that thousands can be judged; the zone of a page of this width is still found. */
const PAGE_WIDTH = 420
/** Modules of a symbol, in pixels. */
const MODULE = 5

/** Every way of writing that decoders have code of their own for. */
const WRITTEN: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  'jpeg-baseline': (picture) => picture.jpeg({ quality: 85 }),
  'jpeg-progressive': (picture) => picture.jpeg({ quality: 85, progressive: true }),
  'jpeg-full-chroma': (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  'jpeg-grey': (picture) => picture.greyscale().jpeg({ quality: 80 }),
  'jpeg-cmyk': (picture) => picture.toColourspace('cmyk').jpeg({ quality: 80 }),
  'jpeg-with-exif-and-icc': (picture) =>
    picture
      .withExif({ IFD0: { Make: 'x' } })
      .withIccProfile('p3')
      .jpeg(),
  png: (picture) => picture.png(),
  'png-palette': (picture) => picture.png({ palette: true, colours: 16 }),
  'png-interlaced': (picture) => picture.png({ progressive: true }),
  'png-16-bit': (picture) => picture.toColourspace('rgb16').png(),
  'webp-lossy': (picture) => picture.webp({ quality: 80 }),
  'webp-lossless': (picture) => picture.webp({ lossless: true }),
  'webp-alpha': (picture) => picture.ensureAlpha(0.5).webp({ quality: 70 }),
}

/** A specimen page, its portrait and a field of modules like those of barcodes, each in every way of writing. */
export async function soundPictures(portrait: Picture): Promise<readonly SoundPicture[]> {
  const page = await renderPassport({ fields: specimenFields(7), portrait, seed: 7 })
  const drawn = {
    page: resizeArea(page, PAGE_WIDTH, Math.round((PAGE_WIDTH * page.height) / page.width)),
    face: resizeArea(portrait, 240, Math.round((240 * portrait.height) / portrait.width)),
    modules: moduleField(360, 240, 7),
  }
  const sound: SoundPicture[] = []
  for (const [what, { width, height, data }] of Object.entries(drawn)) {
    for (const [how, write] of Object.entries(WRITTEN)) {
      const written = await write(sharp(data, { raw: { width, height, channels: 3 } })).toBuffer()
      sound.push({ name: `${what} ${how}`, bytes: Uint8Array.from(written) })
    }
  }
  return sound
}

/** Black and white modules at random, with the finder squares of QR codes: what makes a barcode reader look closely. */
function moduleField(width: number, height: number, seed: number): Picture {
  const random = seeded(seed)
  const columns = Math.ceil(width / MODULE)
  const dark = Array.from({ length: columns * Math.ceil(height / MODULE) }, () => random.next() < 0.5)
  const data = new Uint8Array(3 * width * height)
  for (let at = 0; at < width * height; at += 1) {
    const [column, row] = [Math.floor((at % width) / MODULE), Math.floor(Math.floor(at / width) / MODULE)]
    data.fill((isFinder(column, row) ?? dark[row * columns + column]) ? 0 : 255, 3 * at, 3 * at + 3)
  }
  return { width, height, data }
}

/** Squares of 7 modules around squares of 3, every 24 modules; undefined beside them. */
function isFinder(column: number, row: number): boolean | undefined {
  const [x, y] = [(column % 24) - 4, (row % 24) - 4]
  const ring = Math.max(Math.abs(x), Math.abs(y))
  return ring > 4 ? undefined : ring !== 2 && ring !== 4
}
