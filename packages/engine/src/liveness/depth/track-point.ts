import type { GreyImage } from '../../image/grey.ts'
import type { Point } from '../../image/picture.ts'
import type { Pyramid } from './pyramid.ts'

/** Half width of the patch that is followed. */
const RADIUS = 7
const SIDE = 2 * RADIUS + 1
const PATCH = SIDE * SIDE
const MOST_STEPS = 12
const STEP_ENOUGH_PX = 0.02
/** A point that does not come back to within this when it is followed backwards was not followed at all. */
const RETURN_PX = 0.8

/** Follows points from one picture to the next (pyramidal Lucas-Kanade, brightness offset removed); lost ones are undefined. */
export function trackPoints(
  from: Pyramid,
  to: Pyramid,
  points: readonly (Point | undefined)[],
): readonly (Point | undefined)[] {
  const patch = newPatch()
  return points.map((point) => {
    const there = point && trackPoint(from, to, point, point, patch)
    if (point === undefined || there === undefined) return undefined
    const back = trackPoint(to, from, there, point, patch)
    return back !== undefined && Math.hypot(back.x - point.x, back.y - point.y) <= RETURN_PX ? there : undefined
  })
}

interface Patch {
  readonly value: Float32Array
  readonly gradientX: Float32Array
  readonly gradientY: Float32Array
}

function newPatch(): Patch {
  return { value: new Float32Array(PATCH), gradientX: new Float32Array(PATCH), gradientY: new Float32Array(PATCH) }
}

function trackPoint(from: Pyramid, to: Pyramid, start: Point, guess: Point, patch: Patch): Point | undefined {
  const coarsest = 2 ** (from.length - 1)
  let move = { x: (guess.x - start.x) / coarsest, y: (guess.y - start.y) / coarsest }
  for (let level = from.length - 1; level >= 0; level--) {
    const [a, b] = [from[level], to[level]]
    if (a === undefined || b === undefined) return undefined
    if (level < from.length - 1) move = { x: 2 * move.x, y: 2 * move.y }
    const scale = 2 ** level
    const at = { x: (start.x + 0.5) / scale - 0.5, y: (start.y + 0.5) / scale - 0.5 }
    const moved = inside(a, at) ? refine(a, b, at, move, patch) : undefined
    if (moved === undefined && level === 0) return undefined
    move = moved ?? move
  }
  return { x: start.x + move.x, y: start.y + move.y }
}

/** Gauss-Newton steps on one level; undefined when the patch has no texture or leaves the picture. */
function refine(a: GreyImage, b: GreyImage, at: Point, guess: Point, patch: Patch): Point | undefined {
  const { xx, xy, yy } = readPatch(a, at, patch)
  const determinant = xx * yy - xy * xy
  if (determinant < 1e-6) return undefined
  let { x, y } = guess
  for (let step = 0; step < MOST_STEPS; step++) {
    if (!inside(b, { x: at.x + x, y: at.y + y })) return undefined
    const { bx, by } = mismatch(b, at.x + x, at.y + y, patch)
    const dx = -(yy * bx - xy * by) / determinant
    const dy = -(xx * by - xy * bx) / determinant
    x += dx
    y += dy
    if (Math.abs(dx) + Math.abs(dy) < STEP_ENOUGH_PX) break
  }
  return { x, y }
}

function readPatch(image: GreyImage, at: Point, patch: Patch): { xx: number; xy: number; yy: number } {
  let [xx, xy, yy, k] = [0, 0, 0, 0]
  for (let j = -RADIUS; j <= RADIUS; j++) {
    for (let i = -RADIUS; i <= RADIUS; i++, k++) {
      const [x, y] = [at.x + i, at.y + j]
      patch.value[k] = sample(image, x, y)
      const gx = (sample(image, x + 1, y) - sample(image, x - 1, y)) / 2
      const gy = (sample(image, x, y + 1) - sample(image, x, y - 1)) / 2
      patch.gradientX[k] = gx
      patch.gradientY[k] = gy
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
    }
  }
  return { xx, xy, yy }
}

function mismatch(image: GreyImage, x: number, y: number, patch: Patch): { bx: number; by: number } {
  let [sum, bx, by, sumX, sumY, k] = [0, 0, 0, 0, 0, 0]
  for (let j = -RADIUS; j <= RADIUS; j++) {
    for (let i = -RADIUS; i <= RADIUS; i++, k++) {
      const difference = sample(image, x + i, y + j) - (patch.value[k] ?? 0)
      const [gx, gy] = [patch.gradientX[k] ?? 0, patch.gradientY[k] ?? 0]
      sum += difference
      bx += difference * gx
      by += difference * gy
      sumX += gx
      sumY += gy
    }
  }
  const offset = sum / PATCH
  return { bx: bx - offset * sumX, by: by - offset * sumY }
}

function inside({ width, height }: GreyImage, { x, y }: Point): boolean {
  return x >= RADIUS + 1 && y >= RADIUS + 1 && x < width - RADIUS - 2 && y < height - RADIUS - 2
}

function sample({ width, data }: GreyImage, x: number, y: number): number {
  const [x0, y0] = [x | 0, y | 0]
  const [fx, fy] = [x - x0, y - y0]
  const i = y0 * width + x0
  const above = (data[i] ?? 0) * (1 - fx) + (data[i + 1] ?? 0) * fx
  const below = (data[i + width] ?? 0) * (1 - fx) + (data[i + width + 1] ?? 0) * fx
  return above * (1 - fy) + below * fy
}
