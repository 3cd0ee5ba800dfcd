import type { GreyImage } from '../../image/grey.ts'
import type { Point } from '../../image/picture.ts'
import type { Pyramid } from './pyramid.ts'

/** Half width of the patch that is followed. */
const RADIUS = 7
const SIDE = 2 * RADIUS + 1
const PATCH = SIDE * SIDE
/** The patch with the pixel around it that slopes need. */
const WIDE = SIDE + 2
const MOST_STEPS = 12
const STEP_ENOUGH_PX = 0.02
/** A point that does not come back to within this when it is followed backwards was not followed at all. */
const RETURN_PX = 0.8

/**
 * Follows points from one picture to the next (pyramidal Lucas-Kanade, brightness offset removed); lost ones are undefined.
 * `expect` says where to begin to look for a point; where it is found is up to the pictures.
 */
export function trackPoints(
  from: Pyramid,
  to: Pyramid,
  points: readonly (Point | undefined)[],
  expect: (point: Point) => Point = (point) => point,
): readonly (Point | undefined)[] {
  const patch = newPatch()
  return points.map((point) => {
    const there = point && trackPoint(from, to, point, expect(point), patch)
    if (point === undefined || there === undefined) return undefined
    const back = trackPoint(to, from, there, point, patch)
    return back !== undefined && Math.hypot(back.x - point.x, back.y - point.y) <= RETURN_PX ? there : undefined
  })
}

interface Patch {
  readonly wide: Float32Array
  readonly now: Float32Array
  readonly value: Float32Array
  readonly gradientX: Float32Array
  readonly gradientY: Float32Array
}

function newPatch(): Patch {
  const [value, now] = [new Float32Array(PATCH), new Float32Array(PATCH)]
  const [gradientX, gradientY] = [new Float32Array(PATCH), new Float32Array(PATCH)]
  return { wide: new Float32Array(WIDE * WIDE), now, value, gradientX, gradientY }
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

/** The patch about a point and its slopes, from one interpolation of the patch and a pixel around it. */
function readPatch(image: GreyImage, at: Point, patch: Patch): { xx: number; xy: number; yy: number } {
  interpolate(image, at.x - RADIUS - 1, at.y - RADIUS - 1, WIDE, patch.wide)
  let [xx, xy, yy, k] = [0, 0, 0, 0]
  for (let j = 1; j <= SIDE; j++) {
    for (let w = j * WIDE + 1; w <= j * WIDE + SIDE; w++, k++) {
      const gx = ((patch.wide[w + 1] ?? 0) - (patch.wide[w - 1] ?? 0)) / 2
      const gy = ((patch.wide[w + WIDE] ?? 0) - (patch.wide[w - WIDE] ?? 0)) / 2
      patch.value[k] = patch.wide[w] ?? 0
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
  interpolate(image, x - RADIUS, y - RADIUS, SIDE, patch.now)
  let [sum, bx, by, sumX, sumY] = [0, 0, 0, 0, 0]
  for (let k = 0; k < PATCH; k++) {
    const difference = (patch.now[k] ?? 0) - (patch.value[k] ?? 0)
    const gx = patch.gradientX[k] ?? 0
    const gy = patch.gradientY[k] ?? 0
    sum += difference
    bx += difference * gx
    by += difference * gy
    sumX += gx
    sumY += gy
  }
  const offset = sum / PATCH
  return { bx: bx - offset * sumX, by: by - offset * sumY }
}

function inside({ width, height }: GreyImage, { x, y }: Point): boolean {
  return x >= RADIUS + 1 && y >= RADIUS + 1 && x < width - RADIUS - 2 && y < height - RADIUS - 2
}

/** Reads a square of values from between the pixels. All lie equally far from their pixels, so the weights are shared. */
function interpolate({ width, data }: GreyImage, left: number, top: number, side: number, into: Float32Array): void {
  const x0 = left | 0
  const y0 = top | 0
  const fx = left - x0
  const fy = top - y0
  const [w00, w01, w10, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  for (let j = 0, k = 0; j < side; j++) {
    let i = (y0 + j) * width + x0
    for (const end = i + side; i < end; i++, k++) {
      into[k] =
        (data[i] ?? 0) * w00 +
        (data[i + 1] ?? 0) * w01 +
        (data[i + width] ?? 0) * w10 +
        (data[i + width + 1] ?? 0) * w11
    }
  }
}
