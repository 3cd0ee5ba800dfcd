import type { Point } from './picture.ts'

/** Whether a polygon encloses a point (even-odd rule). */
export function encloses(polygon: readonly Point[], { x, y }: Point): boolean {
  let inside = false
  polygon.forEach((a, index) => {
    const b = polygon.at(index - 1) ?? a
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  })
  return inside
}
