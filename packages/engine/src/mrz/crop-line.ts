import type { GreyImage } from '../image/grey.ts'
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
  for (let y = 0; y < CROP_HEIGHT; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0
      for (let row = 0; row < samples; row += 1) {
        const v = (y + (row + 0.5) / samples) * down
        for (let column = 0; column < samples; column += 1) {
          const u = (x + (column + 0.5) / samples) * across
          sum += brightnessAt(grey, corner.x + u * cos - v * sin - 0.5, corner.y + u * sin + v * cos - 0.5)
        }
      }
      data[y * width + x] = sum / (samples * samples)
    }
  }
  return { width, height: CROP_HEIGHT, data }
}

/** Interpolated between four pixels; the border goes on outside. Asked millions of times a page, hence the plain arithmetic. */
function brightnessAt({ width, height, data }: GreyImage, x: number, y: number): number {
  const lastX = width - 1
  const lastY = height - 1
  const cx = x < 0 ? 0 : x > lastX ? lastX : x
  const cy = y < 0 ? 0 : y > lastY ? lastY : y
  const left = cx | 0
  const top = cy | 0
  const right = left < lastX ? left + 1 : lastX
  const upper = top * width
  const lower = (top < lastY ? top + 1 : lastY) * width
  const fx = cx - left
  const fy = cy - top
  const above = (data[upper + left] as number) * (1 - fx) + (data[upper + right] as number) * fx
  const below = (data[lower + left] as number) * (1 - fx) + (data[lower + right] as number) * fx
  return above * (1 - fy) + below * fy
}
