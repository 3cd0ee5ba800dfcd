import type { GreyImage } from '../image/grey.ts'
import type { Point } from '../image/picture.ts'
import { pointOn, type TextLine } from './text-line.ts'

/** Height of the crops that the network was trained on (`tools/mrz-model`). */
const CROP_HEIGHT = 32
/** Longer crops than forty-four characters at the widest pitch hold something else. */
const MAX_CROP_WIDTH = 1600
/** Samples a side within one output pixel, at most: larger pictures gain nothing. */
const MAX_SAMPLES = 3

/** Room around the capitals, in heights of a capital. */
export interface Margins {
  readonly beside: number
  readonly ends: number
}

/** The line cut out straight, 32 pixels high, in steps of four pixels along the line. */
export function cropLine(grey: GreyImage, line: TextLine, margins: Margins): GreyImage {
  const sourceHeight = line.height * (1 + 2 * margins.beside)
  const sourceWidth = line.length + 2 * margins.ends * line.height
  const wanted = Math.round((sourceWidth * CROP_HEIGHT) / sourceHeight / 4) * 4
  const width = Math.min(MAX_CROP_WIDTH, Math.max(CROP_HEIGHT, wanted))
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.ceil(sourceHeight / CROP_HEIGHT)))
  const [across, down] = [sourceWidth / width, sourceHeight / CROP_HEIGHT]
  const [cos, sin] = [Math.cos(line.angleRad), Math.sin(line.angleRad)]
  const corner = pointOn(line, -sourceWidth / 2, -sourceHeight / 2)
  const data = new Float32Array(width * CROP_HEIGHT)
  const share = 1 / (samples * samples)
  for (let y = 0; y < CROP_HEIGHT; y += 1) {
    const to = data.subarray(y * width, (y + 1) * width)
    for (let row = 0; row < samples; row += 1) {
      const v = (y + (row + 0.5) / samples) * down
      for (let column = 0; column < samples; column += 1) {
        const u = ((column + 0.5) / samples) * across
        const from = { x: corner.x + u * cos - v * sin - 0.5, y: corner.y + u * sin + v * cos - 0.5 }
        addSamples(to, grey, from, { x: across * cos, y: across * sin }, share)
      }
    }
  }
  return { width, height: CROP_HEIGHT, data }
}

/**
 * Adds a share of the brightness at `from`, one `step` further, and so on, interpolated between four pixels; the border
 * goes on outside. Millions of samples a page, hence the plain arithmetic.
 */
function addSamples(
  to: Float32Array,
  { width, height, data }: GreyImage,
  from: Point,
  step: Point,
  share: number,
): void {
  const lastX = width - 1
  const lastY = height - 1
  for (let at = 0; at < to.length; at += 1) {
    const x = from.x + at * step.x
    const y = from.y + at * step.y
    const cx = x < 0 ? 0 : x > lastX ? lastX : x
    const cy = y < 0 ? 0 : y > lastY ? lastY : y
    const left = cx | 0
    const top = cy | 0
    const p = top * width + left
    const q = left < lastX ? p + 1 : p
    const r = top < lastY ? p + width : p
    const fx = cx - left
    const fy = cy - top
    const upper = data[p] as number
    const lower = data[r] as number
    const above = upper + ((data[q] as number) - upper) * fx
    const below = lower + ((data[r + q - p] as number) - lower) * fx
    to[at] = (to[at] as number) + share * (above + (below - above) * fy)
  }
}
