import type { Patch } from '../documents/page-geometry.ts'
import type { Point } from '../image/picture.ts'

/** The convex hull of points, by the monotone chain; the points come back in order around it. */
export function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  if (sorted.length < 3) return sorted
  const lower = chain(sorted)
  const upper = chain(sorted.reverse())
  return [...lower.slice(0, -1), ...upper.slice(0, -1)]
}

function chain(sorted: readonly Point[]): Point[] {
  const hull: Point[] = []
  for (const point of sorted) {
    while (hull.length > 1 && !turnsLeft(hull.at(-2), hull.at(-1), point)) hull.pop()
    hull.push(point)
  }
  return hull
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (a === undefined || b === undefined) return true
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
}

/**
 * The smallest rectangle around points: one of its sides lies on an edge of their hull. Its width runs along the nearest
 * direction to the horizontal, whichever side is longer. Undefined for fewer than three points.
 */
export function smallestRectangle(points: readonly Point[]): Patch | undefined {
  const hull = convexHull(points)
  let best: Patch | undefined
  hull.forEach((from, index) => {
    const to = hull[(index + 1) % hull.length]
    if (to === undefined || (to.x === from.x && to.y === from.y)) return
    const patch = rectangleAlong(hull, uprightAngle(Math.atan2(to.y - from.y, to.x - from.x)))
    if (best === undefined || patch.width * patch.height < best.width * best.height) best = patch
  })
  return best
}

/** The same direction up to quarter turns, between -45 and 45 degrees. */
function uprightAngle(angle: number): number {
  const quarter = Math.PI / 2
  return angle - quarter * Math.round(angle / quarter)
}

function rectangleAlong(hull: readonly Point[], angleRad: number): Patch {
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)]
  const along = hull.map(({ x, y }) => x * cos + y * sin)
  const across = hull.map(({ x, y }) => y * cos - x * sin)
  const [left, right] = [Math.min(...along), Math.max(...along)]
  const [top, foot] = [Math.min(...across), Math.max(...across)]
  const [u, v] = [(left + right) / 2, (top + foot) / 2]
  return {
    centre: { x: u * cos - v * sin, y: u * sin + v * cos },
    angleRad,
    width: right - left,
    height: foot - top,
  }
}
