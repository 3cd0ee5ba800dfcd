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
  points.forEach((point, index) => {
    const next = points[(index + 1) % points.length] ?? point
    twice += point.x * next.y - next.x * point.y
  })
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

/** Every corner turns the same way. */
export function isConvex(quad: Quad): boolean {
  const turns = quad.map((point, index) => {
    const next = quad[(index + 1) % 4] ?? point
    const after = quad[(index + 2) % 4] ?? point
    return (next.x - point.x) * (after.y - next.y) - (next.y - point.y) * (after.x - next.x)
  })
  return turns.every((turn) => turn > 0) || turns.every((turn) => turn < 0)
}

export function mapQuad([a, b, c, d]: Quad, map: (point: Point) => Point): Quad {
  return [map(a), map(b), map(c), map(d)]
}
