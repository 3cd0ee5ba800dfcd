import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'

/** Fewer pixels say nothing. */
const LEAST_PIXELS = 300
/** The calmer half of a box: the rest is print and its edges. */
const CALM_SHARE = 0.5
/** More than noise can be. */
const MOST = 30
/** Cut off by black or white, noise is gone. */
const [BLACKEST, WHITEST] = [4, 250]

/**
 * Grey levels by which neighbouring pixels differ where nothing is printed: the camera's noise as compression left it.
 * Measured across both diagonals of two by two pixels, which edges along rows and columns do not reach; what lies in
 * `except` is left out.
 */
export function noiseFloor({ width, height, data }: GreyImage, box: Box, except?: Box): number | undefined {
  const [left, top] = [Math.max(2, Math.floor(box.x)), Math.max(2, Math.floor(box.y))]
  const [right, foot] = [Math.min(width - 3, box.x + box.width), Math.min(height - 3, box.y + box.height)]
  const seen: { readonly slope: number; readonly difference: number }[] = []
  for (let y = top; y < foot; y += 1) {
    for (let x = left; x < right; x += 1) {
      if (except !== undefined && isIn(except, x, y)) continue
      const at = y * width + x
      const [a, b, c, d] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + width] ?? 0, data[at + width + 1] ?? 0]
      if (a < BLACKEST || a > WHITEST) continue
      seen.push({ slope: slopeAround(data, at, width), difference: Math.min(MOST, Math.abs(a - b - c + d) / 2) })
    }
  }
  if (seen.length < LEAST_PIXELS) return undefined
  const calm = seen.sort((p, q) => p.slope - q.slope).slice(0, Math.floor(CALM_SHARE * seen.length))
  return calm.reduce((sum, { difference }) => sum + difference, 0) / calm.length
}

/** Around the four pixels and not on them, or the calm places would be those with little noise. */
function slopeAround(data: Float32Array, at: number, width: number): number {
  const level = (x: number, y: number) => data[at + y * width + x] ?? 0
  return (
    Math.abs(level(2, 0) + level(2, 1) - level(-1, 0) - level(-1, 1)) +
    Math.abs(level(0, 2) + level(1, 2) - level(0, -1) - level(1, -1))
  )
}

function isIn({ x, y, width, height }: Box, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height
}
