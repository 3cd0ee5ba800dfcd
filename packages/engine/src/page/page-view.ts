import { cropPicture } from '../image/crop.ts'
import { type PlaneMap, type Projection, project, projectionOf, type Quad } from '../image/homography.ts'
import type { Box, Picture, Point } from '../image/picture.ts'
import { turnedRight } from '../image/turned-right.ts'
import { distance } from './quad.ts'

/** A part of a picture as if looked at from straight above: a whole page, or a piece of one. */
export interface PageView {
  readonly picture: Picture
  /** Where the upper left, upper right, lower right and lower left corner of the view lie on the picture as it came. */
  readonly corners: Quad
  /** Where a point of the view lies on the picture as it came. */
  readonly toSource: PlaneMap
  /** The way back: where a point of the picture as it came lies on the view. */
  readonly fromSource: (point: Point) => Point
}

interface ViewOptions {
  /** The view is shrunk when its sides on the source are longer. It is never enlarged beyond `leastLongSide`. */
  readonly longSide: number
  readonly leastLongSide?: number
  /** Width over height, where the true shape is known; otherwise that of the sides as they appear. */
  readonly aspect?: number
}

/** The quadrilateral of a picture, cut out flat. What lies outside of the picture repeats its border. */
export function viewOf(source: Picture, corners: Quad, options: ViewOptions): PageView {
  const { width, height } = sizeOf(corners, options)
  const projection = projectionOf(rectangle(width, height), corners)
  const data = sampled(source, projection, width, height)
  return view({ width, height, data }, corners)
}

function view(picture: Picture, corners: Quad): PageView {
  const own = rectangle(picture.width, picture.height)
  const [there, back] = [projectionOf(own, corners), projectionOf(corners, own)]
  return {
    picture,
    corners,
    toSource: (x, y) => project(there, x, y),
    fromSource: ({ x, y }) => project(back, x, y),
  }
}

/** The picture as it came. */
export function wholeView(source: Picture): PageView {
  return view(source, rectangle(source.width, source.height))
}

/** The same view after quarter turns to the right. */
export function turnedView(original: PageView, quarterTurns: number): PageView {
  const turns = ((quarterTurns % 4) + 4) % 4
  if (turns === 0) return original
  let { picture } = original
  for (let turn = 0; turn < turns; turn += 1) picture = turnedRight(picture)
  // After a turn to the right the lower left corner is the upper left one.
  const [a, b, c, d] = original.corners
  const corners =
    (
      [
        [a, b, c, d],
        [d, a, b, c],
        [c, d, a, b],
        [b, c, d, a],
      ] as const
    )[turns] ?? original.corners
  return view(picture, corners)
}

/** A box of the view as a view of its own. */
export function partOfView(whole: PageView, box: Box): PageView {
  return view(cropPicture(whole.picture, box), cornersOnSource(whole, box))
}

/** The corners of a box of the view on the picture as it came. */
export function cornersOnSource({ toSource }: PageView, { x, y, width, height }: Box): Quad {
  return [toSource(x, y), toSource(x + width, y), toSource(x + width, y + height), toSource(x, y + height)]
}

/** The upright rectangle around points. */
export function boxAround(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** A box of the view as the upright rectangle around it on the picture as it came. */
export function boxOnSource(view: PageView, box: Box): Box {
  return boxAround(cornersOnSource(view, box))
}

function rectangle(width: number, height: number): Quad {
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
}

function sizeOf([a, b, c, d]: Quad, { longSide, leastLongSide = 1, aspect }: ViewOptions) {
  const across = Math.max(distance(a, b), distance(d, c))
  const down = aspect === undefined ? Math.max(distance(b, c), distance(a, d)) : across / aspect
  const longest = Math.max(across, down, 1)
  const scale = Math.min(longSide, Math.max(leastLongSide, longest)) / longest
  return { width: Math.max(1, Math.round(across * scale)), height: Math.max(1, Math.round(down * scale)) }
}

/** Shrinking beyond this takes the mean of four points of an output pixel. */
const COARSE_STEP = 1.4

function sampled(source: Picture, projection: Projection, width: number, height: number): Uint8Array {
  const middle = project(projection, width / 2, height / 2)
  const step = distance(middle, project(projection, width / 2 + 1, height / 2))
  const data = new Uint8Array(3 * width * height)
  const fine = step > COARSE_STEP ? [0, 1].map(() => new Uint8Array(6 * width)) : []
  for (let y = 0; y < height; y += 1) {
    const row = data.subarray(3 * width * y, 3 * width * (y + 1))
    const [upper, lower] = fine
    if (upper === undefined || lower === undefined) {
      sampleRow(row, source, projection, { y: y + 0.5, left: 0.5, step: 1 })
      continue
    }
    sampleRow(upper, source, projection, { y: y + 0.25, left: 0.25, step: 0.5 })
    sampleRow(lower, source, projection, { y: y + 0.75, left: 0.25, step: 0.5 })
    halve(row, upper, lower)
  }
  return data
}

/** Where the points of a row lie on the view. */
interface Points {
  readonly y: number
  readonly left: number
  readonly step: number
}

/**
 * One row of samples, each interpolated between four pixels. Most of a view's time goes here, hence the plain arithmetic
 * and three channels in so many words: half the time of a loop over them.
 */
function sampleRow(out: Uint8Array, source: Picture, projection: Projection, { y, left: start, step }: Points): void {
  const { width, height, data } = source
  const { a, b, c, d, e, f, g, h } = projection
  const lastX = width - 1
  const lastY = height - 1
  const row = 3 * width
  let across = a * start + b * y + c
  let down = d * start + e * y + f
  let depth = g * start + h * y + 1
  for (let at = 0; at < out.length; at += 3) {
    const u = across / depth - 0.5
    const v = down / depth - 0.5
    across += a * step
    down += d * step
    depth += g * step
    const cu = u < 0 ? 0 : u > lastX ? lastX : u
    const cv = v < 0 ? 0 : v > lastY ? lastY : v
    const left = cu | 0
    const top = cv | 0
    const fx = cu - left
    const fy = cv - top
    const p = top * row + 3 * left
    const q = left < lastX ? p + 3 : p
    const r = top < lastY ? p + row : p
    const s = q + r - p
    const redAbove = (data[p] as number) + ((data[q] as number) - (data[p] as number)) * fx
    const redBelow = (data[r] as number) + ((data[s] as number) - (data[r] as number)) * fx
    const greenAbove = (data[p + 1] as number) + ((data[q + 1] as number) - (data[p + 1] as number)) * fx
    const greenBelow = (data[r + 1] as number) + ((data[s + 1] as number) - (data[r + 1] as number)) * fx
    const blueAbove = (data[p + 2] as number) + ((data[q + 2] as number) - (data[p + 2] as number)) * fx
    const blueBelow = (data[r + 2] as number) + ((data[s + 2] as number) - (data[r + 2] as number)) * fx
    out[at] = redAbove + (redBelow - redAbove) * fy + 0.5
    out[at + 1] = greenAbove + (greenBelow - greenAbove) * fy + 0.5
    out[at + 2] = blueAbove + (blueBelow - blueAbove) * fy + 0.5
  }
}

/** Mean of four samples, two of each row. */
function halve(out: Uint8Array, upper: Uint8Array, lower: Uint8Array): void {
  for (let at = 0, from = 0; at < out.length; from += 3) {
    for (let channel = 0; channel < 3; channel += 1, at += 1, from += 1) {
      const above = (upper[from] as number) + (upper[from + 3] as number)
      out[at] = (above + (lower[from] as number) + (lower[from + 3] as number) + 2) >> 2
    }
  }
}
