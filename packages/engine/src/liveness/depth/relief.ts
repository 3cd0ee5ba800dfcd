import type { Point } from '../../image/picture.ts'
import type { SkinPoint } from './face-points.ts'
import { robustFit } from './least-squares.ts'

/** What the motion of tracked points says about the shape that carried them. */
export interface Relief {
  /**
   * How far points go sideways per face width of depth, after a smooth sheet (a quadratic of their place) took all it
   * could explain. Positive when near points went to the right of the picture.
   */
  readonly sideways: number
  readonly down: number
  /** How many points were followed to the end. */
  readonly points: number
}

/** With fewer points the coefficient is chance. */
export const FEWEST_POINTS = 25

/**
 * Fits x' and y' of tracked points by a quadratic of their first place, which any flat or smoothly bent sheet follows, and
 * by the depth that the mesh gave them at first, which only a head follows. Undefined when too few points are left.
 */
export function measureRelief(
  start: readonly SkinPoint[],
  end: readonly (Point | undefined)[],
  frame: { readonly middle: Point; readonly width: number },
): Relief | undefined {
  const followed = start.flatMap((from, index) => {
    const to = end[index]
    return to === undefined ? [] : [{ from, to }]
  })
  if (followed.length < FEWEST_POINTS) return undefined
  const meanDepth = followed.reduce((sum, { from }) => sum + from.depth, 0) / followed.length
  const rows = followed.map(({ from }) => {
    const [x, y] = [(from.at.x - frame.middle.x) / frame.width, (from.at.y - frame.middle.y) / frame.width]
    return Float64Array.of(1, x, y, x * x, x * y, y * y, from.depth - meanDepth)
  })
  const [across, down] = robustFit(rows, [
    Float64Array.from(followed, ({ to }) => (to.x - frame.middle.x) / frame.width),
    Float64Array.from(followed, ({ to }) => (to.y - frame.middle.y) / frame.width),
  ])
  // Depth is smaller where the face is nearer.
  return { sideways: -(across?.at(-1) ?? 0), down: -(down?.at(-1) ?? 0), points: followed.length }
}
