import type { Quad } from '../image/homography.ts'
import type { Point } from '../image/picture.ts'
import type { Edges } from './edges.ts'
import { meeting, type StraightLine } from './quad.ts'

const SAMPLES = 48
/** Rounded corners and what lies beyond them. */
const ENDS = 0.1
const REACH_PX = 5
/** Slopes below this are no edge to lean on. */
const LEAST_SLOPE = 2
/** Points further from the first fit than this are left out of the second. */
const OUTLIER_PX = 1.5

/** The same quadrilateral with each side moved onto the edge of the picture next to it. */
export function fitSides(quad: Quad, edges: Edges): Quad {
  const sides = quad.map((from, index) => fittedSide(from, quad[(index + 1) % 4] ?? from, edges))
  const corners = quad.map((corner, index) => {
    const [before, after] = [sides[(index + 3) % 4], sides[index]]
    const met = before === undefined || after === undefined ? undefined : meeting(before, after)
    return met !== undefined && Math.hypot(met.x - corner.x, met.y - corner.y) < 4 * REACH_PX ? met : corner
  })
  const [a, b, c, d] = corners
  return a === undefined || b === undefined || c === undefined || d === undefined ? quad : [a, b, c, d]
}

function fittedSide(from: Point, to: Point, edges: Edges): StraightLine {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const normal = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
  const points: { readonly along: number; readonly beside: number }[] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const along = length * (ENDS + ((1 - 2 * ENDS) * (sample + 0.5)) / SAMPLES)
    const start = { x: from.x + (along / length) * (to.x - from.x), y: from.y + (along / length) * (to.y - from.y) }
    const beside = steepest(start, normal, edges)
    if (beside !== undefined) points.push({ along, beside })
  }
  const first = regress(points)
  const near = points.filter(({ along, beside }) => Math.abs(beside - first.offset - first.slope * along) < OUTLIER_PX)
  const { offset, slope } = near.length >= SAMPLES / 4 ? regress(near) : first
  const at = (along: number) => ({
    x: from.x + (along / length) * (to.x - from.x) + (offset + slope * along) * normal.x,
    y: from.y + (along / length) * (to.y - from.y) + (offset + slope * along) * normal.y,
  })
  return through(at(0), at(length))
}

/** Distance along the normal at which the picture changes most, weighted over the neighbouring pixels. */
function steepest(start: Point, normal: Point, { width, height, toRight, downwards }: Edges): number | undefined {
  let best: { readonly beside: number; readonly slope: number } | undefined
  for (let beside = -REACH_PX; beside <= REACH_PX; beside += 0.5) {
    const [x, y] = [Math.floor(start.x + beside * normal.x), Math.floor(start.y + beside * normal.y)]
    if (x < 0 || y < 0 || x >= width || y >= height) continue
    const slope = Math.abs((toRight[y * width + x] ?? 0) * normal.x + (downwards[y * width + x] ?? 0) * normal.y)
    if (best === undefined || slope > best.slope) best = { beside, slope }
  }
  return best === undefined || best.slope < LEAST_SLOPE ? undefined : best.beside
}

function regress(points: readonly { readonly along: number; readonly beside: number }[]) {
  if (points.length < 2) return { offset: 0, slope: 0 }
  const meanX = points.reduce((sum, { along }) => sum + along, 0) / points.length
  const meanY = points.reduce((sum, { beside }) => sum + beside, 0) / points.length
  let [spread, shared] = [0, 0]
  for (const { along, beside } of points) {
    spread += (along - meanX) ** 2
    shared += (along - meanX) * (beside - meanY)
  }
  const slope = spread === 0 ? 0 : shared / spread
  return { offset: meanY - slope * meanX, slope }
}

/** The line through two points. */
export function through(a: Point, b: Point): StraightLine {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const [cos, sin] = [-(b.y - a.y) / length, (b.x - a.x) / length]
  return { cos, sin, offset: a.x * cos + a.y * sin }
}
