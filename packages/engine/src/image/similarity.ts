import type { Point } from './picture.ts'

/** A turn, scaling and shift of the plane: `x' = a x - b y + tx`, `y' = b x + a y + ty`. */
export interface Similarity {
  readonly a: number
  readonly b: number
  readonly tx: number
  readonly ty: number
}

export function applySimilarity(s: Similarity, { x, y }: Point): Point {
  return { x: s.a * x - s.b * y + s.tx, y: s.b * x + s.a * y + s.ty }
}

/** The way back. */
export function inverted({ a, b, tx, ty }: Similarity): Similarity {
  const square = a * a + b * b
  return { a: a / square, b: -b / square, tx: -(a * tx + b * ty) / square, ty: (b * tx - a * ty) / square }
}

/** How much lengths grow. */
export function scaleOf(s: Similarity): number {
  return Math.hypot(s.a, s.b)
}

/** The similarity that brings `from` nearest to `to` by least squares. Needs two points or more that are not one. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [f, t] = [centre(from), centre(to)]
  let [a, b, spread] = [0, 0, 0]
  from.forEach((point, index) => {
    const target = to[index] ?? t
    const [x, y] = [point.x - f.x, point.y - f.y]
    const [u, v] = [target.x - t.x, target.y - t.y]
    a += x * u + y * v
    b += x * v - y * u
    spread += x * x + y * y
  })
  a /= spread
  b /= spread
  return { a, b, tx: t.x - a * f.x + b * f.y, ty: t.y - b * f.x - a * f.y }
}

export interface SquareCrop {
  readonly centre: Point
  readonly side: number
  readonly angleRad: number
}

/** The similarity from the pixels of a `size` x `size` crop to the picture that the crop is cut from, turned by its angle. */
export function cropSimilarity({ centre: middle, side, angleRad }: SquareCrop, size: number): Similarity {
  const scale = side / size
  const [a, b, half] = [Math.cos(angleRad) * scale, Math.sin(angleRad) * scale, (size - 1) / 2]
  return { a, b, tx: middle.x - a * half + b * half, ty: middle.y - b * half - a * half }
}

export function centre(points: readonly Point[]): Point {
  const sum = points.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}
