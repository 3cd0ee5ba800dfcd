import type { GreyImage } from '../image/grey.ts'
import type { Picture } from '../image/picture.ts'

/** Sides of a picture, in the order of a page's sides. */
export const BORDERS = ['top', 'right', 'foot', 'left'] as const
export type Border = (typeof BORDERS)[number]

/** Share of the picture's sides that is taken for the table. */
const FRAME_SHARE = 0.03
/** Levels by which a plain table still varies: noise and shade. */
const QUIET_LEVELS = 4
/** Deviations at which a pixel counts as fully different. */
const FULL_CONTRAST = 6

/**
 * How much each pixel differs from the table that the page lies on, 0-1: distance of its colour from the median of the
 * picture's border, in units of the border's own spread. One border is left out where a page is thought to run into it.
 */
export function tableContrastOf({ width, height, data }: Picture, leftOut?: Border): GreyImage {
  const frame = framePixels(width, height, leftOut)
  const most = new Float32Array(width * height)
  for (const channel of [0, 1, 2]) {
    const levels = Uint8Array.from(frame, (at) => data[3 * at + channel] ?? 0).sort()
    const middle = quantile(levels, 0.5)
    const spread = quantile(levels.map((level) => Math.abs(level - middle)).sort(), 0.75) + QUIET_LEVELS
    for (let at = 0, from = channel; at < most.length; at += 1, from += 3) {
      const away = Math.abs((data[from] as number) - middle) / spread
      if (away > (most[at] as number)) most[at] = away
    }
  }
  for (let at = 0; at < most.length; at += 1) most[at] = Math.min(1, (most[at] as number) / FULL_CONTRAST)
  return { width, height, data: most }
}

function framePixels(width: number, height: number, leftOut: Border | undefined): readonly number[] {
  const depth = Math.max(1, Math.round(FRAME_SHARE * Math.max(width, height)))
  const top = leftOut === 'top' ? 0 : depth
  const right = leftOut === 'right' ? width : width - depth
  const foot = leftOut === 'foot' ? height : height - depth
  const left = leftOut === 'left' ? 0 : depth
  const pixels: number[] = []
  for (let y = 0; y < height; y += 1) {
    const inside = y >= top && y < foot
    for (let x = 0; x < width; x += 1) {
      if (inside && x === left) x = Math.max(x, right)
      if (x < width) pixels.push(y * width + x)
    }
  }
  return pixels
}

function quantile(sorted: Uint8Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
