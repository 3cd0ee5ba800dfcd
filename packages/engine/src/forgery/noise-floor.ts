import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { nthSmallest } from './nth-smallest.ts'

/** The calmer half of a box: the rest is print and its edges. */
const CALM_SHARE = 0.5
/** Fewer calm pixels say nothing. */
const LEAST_PIXELS = 150
/** More than noise can be. */
const MOST = 30
/** Cut off by black or white, noise is gone. */
const [BLACKEST, WHITEST] = [4, 250]

/**
 * Grey levels by which neighbouring pixels differ where nothing is printed: the camera's noise as compression left it.
 * Measured across both diagonals of two by two pixels, which edges along rows and columns do not reach; what lies in
 * `except` is left out. Undefined where too little is left, as where light or a drawing program made the paper white.
 */
export function noiseFloor({ width, height, data }: GreyImage, box: Box, except?: Box): number | undefined {
  const [left, top] = [Math.max(2, Math.floor(box.x)), Math.max(2, Math.floor(box.y))]
  const [right, foot] = [Math.min(width - 3, box.x + box.width), Math.min(height - 3, box.y + box.height)]
  const room = Math.max(0, Math.ceil(right - left)) * Math.max(0, Math.ceil(foot - top))
  const [slopes, differences] = [new Float32Array(room), new Float32Array(room)]
  let [seen, white] = [0, 0]
  for (let y = top; y < foot; y += 1) {
    for (let x = left; x < right; x += 1) {
      if (except !== undefined && isIn(except, x, y)) continue
      const at = y * width + x
      const a = data[at] as number
      if (a > WHITEST) white += 1
      if (a < BLACKEST || a > WHITEST) continue
      const across = a - (data[at + 1] as number) - (data[at + width] as number) + (data[at + width + 1] as number)
      slopes[seen] = slopeAround(data, at, width)
      differences[seen] = Math.min(MOST, Math.abs(across) / 2)
      seen += 1
    }
  }
  // White paper belongs to the calm half as well: without it, what is left of a white page are the edges of its print.
  const calm = Math.floor(CALM_SHARE * (seen + white)) - white
  return calm < LEAST_PIXELS ? undefined : meanOfCalmest(slopes.subarray(0, seen), differences, calm)
}

/** Mean difference of the `count` pixels around which least happens. */
function meanOfCalmest(slopes: Float32Array, differences: Float32Array, count: number): number {
  const steepest = nthSmallest(slopes, count) ?? 0
  let [sum, taken, tied] = [0, 0, 0]
  for (let at = 0; at < slopes.length; at += 1) {
    const slope = slopes[at] as number
    if (slope < steepest) {
      sum += differences[at] as number
      taken += 1
    } else if (slope === steepest) tied += 1
  }
  // Of the pixels that tie for the last places none is calmer: each counts by its share.
  const share = tied === 0 ? 0 : (count - taken) / tied
  for (let at = 0; at < slopes.length && share > 0; at += 1)
    if (slopes[at] === steepest) sum += share * (differences[at] ?? 0)
  return sum / count
}

/** Around the four pixels and not on them, or the calm places would be those with little noise. */
function slopeAround(data: Float32Array, at: number, width: number): number {
  const [above, below, far] = [at - width, at + width, at + 2 * width]
  const right = (data[at + 2] as number) + (data[below + 2] as number)
  const foot = (data[far] as number) + (data[far + 1] as number)
  const across = right - (data[at - 1] as number) - (data[below - 1] as number)
  const down = foot - (data[above] as number) - (data[above + 1] as number)
  return Math.abs(across) + Math.abs(down)
}

function isIn({ x, y, width, height }: Box, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height
}
