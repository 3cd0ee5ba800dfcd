import type { Point } from './picture.ts'

/** Four corners in order around a quadrilateral. */
export type Quad = readonly [Point, Point, Point, Point]

/** Maps a point of one plane to the other. */
export type PlaneMap = (x: number, y: number) => Point

/** Eight coefficients of a projective map: `x' = (a x + b y + c) / (g x + h y + 1)`, `y' = (d x + e y + f) / (…)`. */
export interface Projection {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
  readonly g: number
  readonly h: number
}

/** The projective map that takes four corners to four others. Throws when three of them lie on one line. */
export function homography(from: Quad, to: Quad): PlaneMap {
  const projection = projectionOf(from, to)
  return (x, y) => project(projection, x, y)
}

export function project({ a, b, c, d, e, f, g, h }: Projection, x: number, y: number): Point {
  const scale = g * x + h * y + 1
  return { x: (a * x + b * y + c) / scale, y: (d * x + e * y + f) / scale }
}

/** The coefficients of `homography`, for whoever walks over many points. */
export function projectionOf(from: Quad, to: Quad): Projection {
  const rows: number[][] = []
  from.forEach((source, index) => {
    const target = to[index]
    if (target === undefined) return
    const { x, y } = source
    rows.push([x, y, 1, 0, 0, 0, -target.x * x, -target.x * y, target.x])
    rows.push([0, 0, 0, x, y, 1, -target.y * x, -target.y * y, target.y])
  })
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solve(rows)
  return { a, b, c, d, e, f, g, h }
}

/** Gauss and Jordan with row exchange; each row holds its right side last. */
function solve(rows: number[][]): readonly number[] {
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const best = rows
      .slice(column)
      .reduce(
        (found, row, offset) => (entry(row, column) > entry(rows[found] ?? [], column) ? column + offset : found),
        column,
      )
    const pivot = rows[best]
    const shifted = rows[column]
    if (pivot === undefined || shifted === undefined || entry(pivot, column) < 1e-9)
      throw new RangeError('corners on one line')
    rows[best] = shifted
    rows[column] = pivot
    const lead = pivot[column] ?? 1
    for (const row of rows) {
      if (row === pivot) continue
      const share = (row[column] ?? 0) / lead
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - share * (pivot[at] ?? 0)
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}

function entry(row: readonly number[], column: number): number {
  return Math.abs(row[column] ?? 0)
}
