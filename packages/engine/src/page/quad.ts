import type { Quad } from '../image/homography.ts'
import type { Point } from '../image/picture.ts'

/** A straight line as `x * cos + y * sin = offset`; the normal points to growing offsets. */
export interface StraightLine {
  readonly cos: number
  readonly sin: number
  readonly offset: number
}

/** Where two lines meet, undefined when they hardly do. */
export function meeting(a: StraightLine, b: StraightLine): Point | undefined {
  const across = a.cos * b.sin - a.sin * b.cos
  if (Math.abs(across) < 0.2) return undefined
  return { x: (a.offset * b.sin - b.offset * a.sin) / across, y: (b.offset * a.cos - a.offset * b.cos) / across }
}

export function areaOf(points: readonly Point[]): number {
  let twice = 0
  let before = points.at(-1) ?? { x: 0, y: 0 }
  for (const point of points) {
    twice += before.x * point.y - point.x * before.y
    before = point
  }
  return Math.abs(twice) / 2
}

/** Clockwise on the screen, from the corner that is nearest to the upper left. */
export function ordered([a, b, c, d]: Quad): Quad {
  const middle = { x: (a.x + b.x + c.x + d.x) / 4, y: (a.y + b.y + c.y + d.y) / 4 }
  const angle = ({ x, y }: Point) => Math.atan2(y - middle.y, x - middle.x)
  const [p, q, r, s] = [a, b, c, d].sort((one, other) => angle(one) - angle(other))
  if (p === undefined || q === undefined || r === undefined || s === undefined) return [a, b, c, d]
  const turns: readonly Quad[] = [
    [p, q, r, s],
    [q, r, s, p],
    [r, s, p, q],
    [s, p, q, r],
  ]
  return turns.reduce((best, turn) => (turn[0].x + turn[0].y < best[0].x + best[0].y ? turn : best))
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The longer pair of opposite sides over the shorter one: 1.42 for a passport page seen from above, 1.59 for a card. */
export function aspectOf([a, b, c, d]: Quad): number {
  const [across, down] = [distance(a, b) + distance(c, d), distance(b, c) + distance(d, a)]
  return Math.max(across, down) / Math.max(1e-9, Math.min(across, down))
}

/** Every corner turns the same way. Asked of tens of thousands of quadrilaterals a page. */
export function isConvex([a, b, c, d]: Quad): boolean {
  const sign = Math.sign(turnAt(a, b, c))
  return (
    sign !== 0 &&
    Math.sign(turnAt(b, c, d)) === sign &&
    Math.sign(turnAt(c, d, a)) === sign &&
    Math.sign(turnAt(d, a, b)) === sign
  )
}

/** Positive where the way from one point by the next to a third turns to the right on the screen. */
function turnAt(from: Point, at: Point, to: Point): number {
  return (at.x - from.x) * (to.y - at.y) - (at.y - from.y) * (to.x - at.x)
}

export function mapQuad([a, b, c, d]: Quad, map: (point: Point) => Point): Quad {
  return [map(a), map(b), map(c), map(d)]
}
