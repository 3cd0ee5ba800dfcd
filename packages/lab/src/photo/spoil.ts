import { type Box, cropPicture, homography, type Picture, type Point, type Quad } from '@bonafide/engine'
import { defocus } from './defocus.ts'

/** What makes a photograph of a page useless, each so that a person would take it again. */
export const DEFECTS = ['blurred', 'glare', 'cut-off', 'dark', 'small'] as const
export type Defect = (typeof DEFECTS)[number]

export interface SpoilOptions {
  /** Where the page lies on the photograph, clockwise from its upper left. */
  readonly corners: Quad
  /** Millimetres across the page. */
  readonly widthMm: number
  /** Something that is read, in shares of the page's width and height. */
  readonly field: Box
}

/** Print of 2.3 mm runs together where it is spread by a fifth of its height. */
const BLUR_MM = 0.46
/** A reflection of a lamp is larger than a line of print. */
const GLARE_MM = 5
/** Share of the page's width that lies beyond the edge of the picture. */
const CUT_SHARE = 0.15
/** Share of the light that is left. */
const LIGHT_SHARE = 0.15
/** Pixels across the page: capitals of 2.3 mm are seven of them high on a card. */
const SMALL_PX = 270

/** The same photograph with one defect. */
export function spoil(photo: Picture, defect: Defect, options: SpoilOptions): Picture {
  return SPOIL[defect](photo, options)
}

const SPOIL: Readonly<Record<Defect, (photo: Picture, options: SpoilOptions) => Picture>> = {
  blurred: (photo, options) => defocus(photo, Math.max(1, Math.round(BLUR_MM * perMm(options)))),
  glare: shineOnField,
  'cut-off': cutOff,
  dark: (photo) => ({ ...photo, data: photo.data.map((level) => Math.round(level * LIGHT_SHARE)) }),
  small: (photo, options) => shrunk(photo, SMALL_PX / acrossPage(options)),
}

function acrossPage({ corners: [a, b, c, d] }: SpoilOptions): number {
  return Math.max(Math.hypot(b.x - a.x, b.y - a.y), Math.hypot(c.x - d.x, c.y - d.y))
}

function perMm(options: SpoilOptions): number {
  return acrossPage(options) / options.widthMm
}

/** Light that leaves nothing of the print in its middle and fades beside it. */
function shineOnField(photo: Picture, options: SpoilOptions): Picture {
  const { field, corners } = options
  const onPhoto = homography([point(0, 0), point(1, 0), point(1, 1), point(0, 1)], corners)
  const middle = onPhoto(field.x + field.width / 2, field.y + field.height / 2)
  const radius = Math.max(GLARE_MM * perMm(options), (field.width * acrossPage(options)) / 2)
  const data = photo.data.slice()
  for (let y = 0; y < photo.height; y += 1) {
    for (let x = 0; x < photo.width; x += 1) {
      const away = Math.hypot(x - middle.x, y - middle.y) / radius
      const light = away < 1 ? 255 : 255 * Math.exp(-((away - 1) * 4))
      if (light < 1) continue
      const pixel = 3 * (y * photo.width + x)
      for (let at = pixel; at < pixel + 3; at += 1) data[at] = Math.min(255, (data[at] ?? 0) + light)
    }
  }
  return { ...photo, data }
}

function point(x: number, y: number): Point {
  return { x, y }
}

/** The right part of the page lies beyond the edge of the picture. */
function cutOff(photo: Picture, { corners: [a, b, c, d] }: SpoilOptions): Picture {
  const [left, right] = [(a.x + d.x) / 2, (b.x + c.x) / 2]
  const width = Math.round(right - CUT_SHARE * (right - left))
  return cropPicture(photo, { x: 0, y: 0, width, height: photo.height })
}

/** Each pixel is the mean of those that it stands for. */
function shrunk({ width, height, data }: Picture, factor: number): Picture {
  const small = { width: Math.round(width * factor), height: Math.round(height * factor) }
  const pixels = new Uint8Array(3 * small.width * small.height)
  for (let y = 0; y < small.height; y += 1) {
    const rows = [Math.floor(y / factor), Math.min(height, Math.floor((y + 1) / factor))] as const
    for (let x = 0; x < small.width; x += 1) {
      const columns = [Math.floor(x / factor), Math.min(width, Math.floor((x + 1) / factor))] as const
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0
        for (let row = rows[0]; row < rows[1]; row += 1)
          for (let column = columns[0]; column < columns[1]; column += 1)
            sum += data[3 * (row * width + column) + channel] ?? 0
        const count = Math.max(1, (rows[1] - rows[0]) * (columns[1] - columns[0]))
        pixels[3 * (y * small.width + x) + channel] = Math.round(sum / count)
      }
    }
  }
  return { ...small, data: pixels }
}
