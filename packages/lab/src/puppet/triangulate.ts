import type { Point } from '@bonafide/engine'

/** Three indexes into the points, in no particular sense of rotation. */
export type Triangle = readonly [number, number, number]

interface Candidate {
  readonly corners: Triangle
  readonly x: number
  readonly y: number
  readonly radiusSquared: number
}

/** The Delaunay triangulation (Bowyer and Watson: insert point by point). Of points that coincide, later ones stay unused. */
export function triangulate(points: readonly Point[]): readonly Triangle[] {
  const count = points.length
  const all = [...points, ...around(points)]
  let triangles: Candidate[] = [circled(all, [count, count + 1, count + 2])].filter(defined)
  for (let index = 0; index < count; index += 1) triangles = insert(all, triangles, index)
  return triangles.map(({ corners }) => corners).filter((corners) => corners.every((corner) => corner < count))
}

function insert(points: readonly Point[], triangles: readonly Candidate[], index: number): Candidate[] {
  const { x, y } = at(points, index)
  const kept: Candidate[] = []
  const edges = new Map<string, readonly [number, number]>()
  for (const triangle of triangles) {
    const inside = (triangle.x - x) ** 2 + (triangle.y - y) ** 2 < triangle.radiusSquared
    if (!inside) {
      kept.push(triangle)
      continue
    }
    const [a, b, c] = triangle.corners
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      const key = from < to ? `${from} ${to}` : `${to} ${from}`
      // An edge between two removed triangles goes with them; only the rim of the hole remains.
      if (!edges.delete(key)) edges.set(key, [from, to])
    }
  }
  for (const [from, to] of edges.values()) {
    const added = circled(points, [from, to, index])
    if (added !== undefined) kept.push(added)
  }
  return kept
}

function circled(points: readonly Point[], corners: Triangle): Candidate | undefined {
  const [a, b, c] = [at(points, corners[0]), at(points, corners[1]), at(points, corners[2])]
  const twiceArea = 2 * (a.x * (b.y - c.y) + b.x * (c.y - a.y) + c.x * (a.y - b.y))
  if (Math.abs(twiceArea) < 1e-9) return undefined
  const [aa, bb, cc] = [a.x ** 2 + a.y ** 2, b.x ** 2 + b.y ** 2, c.x ** 2 + c.y ** 2]
  const x = (aa * (b.y - c.y) + bb * (c.y - a.y) + cc * (a.y - b.y)) / twiceArea
  const y = (aa * (c.x - b.x) + bb * (a.x - c.x) + cc * (b.x - a.x)) / twiceArea
  return { corners, x, y, radiusSquared: (a.x - x) ** 2 + (a.y - y) ** 2 }
}

/** A triangle far around all points. */
function around(points: readonly Point[]): readonly Point[] {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const reach = 50 * Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1)
  return [
    { x: left - reach, y: top - reach },
    { x: left + reach, y: top - reach },
    { x: left, y: top + reach },
  ]
}

function at(points: readonly Point[], index: number): Point {
  const point = points[index]
  if (point === undefined) throw new RangeError(`no point ${index}`)
  return point
}

function defined<T>(value: T | undefined): value is T {
  return value !== undefined
}
