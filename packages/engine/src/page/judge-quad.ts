import type { GreyImage } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Point } from '../image/picture.ts'
import type { Edges } from './edges.ts'
import { areaOf, aspectOf } from './quad.ts'

export type Side = readonly [from: Point, to: Point]

export interface QuadJudgement {
  /** Share of the weakest side, and of all four, along which the picture has an edge in the side's direction. */
  readonly weakestSide: number
  readonly sides: number
  /** Mean contrast with the table just inside the sides less that just outside, -1 to 1. */
  readonly contrast: number
  readonly score: number
}

/** Points along a side: few for a first look at thousands of quadrilaterals, many for the last one. */
const SAMPLES = 36
export const FEW_SAMPLES = 10
/** Rounded corners leave the ends of a side without an edge. */
const ENDS = 0.06
/** Slope along the side's normal, in levels a pixel, that counts as an edge. */
const EDGE_SLOPE = 2.5
/** How far beside the side an edge may lie. */
const BESIDE_EDGE_PX = 1.5
/** How far beside the side contrast is taken, in pixels of the working size. */
const BESIDE_PX = 5
/** A side this near to the picture's border may be the border itself. */
const BORDER_PX = 3
const BORDER_SHARE = 0.5
/** Sides of documents: 1.42 (ID-3), 1.42 (ID-2), 1.586 (ID-1); slanted views change them by some 15 %. */
const ASPECTS = { least: 1.22, most: 1.85 }

/** How much a quadrilateral, clockwise, looks like the outline of a page: about 0 to 1. */
export function judgeQuad(quad: Quad, edges: Edges, tableContrast: GreyImage): QuadJudgement {
  const shares = sidesOf(quad).map(([from, to]) => edgeShare(from, to, edges))
  const weakestSide = Math.min(...shares)
  const sides = shares.reduce((sum, share) => sum + share, 0) / 4
  const contrast = sidesOf(quad).reduce((sum, [from, to]) => sum + contrastAlong(from, to, tableContrast), 0) / 4
  const score = 0.4 * weakestSide + 0.3 * sides + 0.3 * contrast + worthOfShape(quad, edges)
  return { weakestSide, sides, contrast, score }
}

/** The same at a glance, to sort out what is worth a closer look. */
export function glanceAtQuad(quad: Quad, edges: Edges): number {
  const [a, b, c, d] = quad
  const top = edgeShare(a, b, edges, FEW_SAMPLES)
  const right = edgeShare(b, c, edges, FEW_SAMPLES)
  const foot = edgeShare(c, d, edges, FEW_SAMPLES)
  const left = edgeShare(d, a, edges, FEW_SAMPLES)
  return 0.5 * Math.min(top, right, foot, left) + 0.125 * (top + right + foot + left) + worthOfShape(quad, edges)
}

/** Larger pages are likelier: frames and lines printed on a page form smaller quadrilaterals within it. */
function worthOfShape(quad: Quad, { width, height }: Edges): number {
  const aspect = aspectOf(quad)
  const fits = aspect > ASPECTS.least && aspect < ASPECTS.most
  return 0.15 * Math.sqrt(areaOf(quad) / (width * height)) - (fits ? 0 : 0.35)
}

/** Top, right, foot and left, each from its first corner to its next. */
export function sidesOf([a, b, c, d]: Quad): readonly [Side, Side, Side, Side] {
  return [
    [a, b],
    [b, c],
    [c, d],
    [d, a],
  ]
}

/** Clockwise quadrilaterals have their inside on the right of each side. */
function inwards(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy))
  return { x: -dy / length, y: dx / length }
}

/** Share of a side along which the picture has an edge in the side's direction. Asked of a hundred thousand sides a page, hence the plain arithmetic. */
export function edgeShare(from: Point, to: Point, edges: Edges, samples = SAMPLES): number {
  const { width, height, toRight, downwards } = edges
  const normal = inwards(from, to)
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  let hits = 0
  for (let sample = 0; sample < samples; sample += 1) {
    const along = ENDS + ((1 - 2 * ENDS) * (sample + 0.5)) / samples
    const x = from.x + along * dx
    const y = from.y + along * dy
    if (x < BORDER_PX || y < BORDER_PX || x > width - BORDER_PX || y > height - BORDER_PX) {
      hits += BORDER_SHARE
      continue
    }
    // BESIDE_EDGE_PX is less than BORDER_PX: all of these lie in the picture.
    for (let beside = -BESIDE_EDGE_PX; beside <= BESIDE_EDGE_PX; beside += 1) {
      const at = ((y + beside * normal.y) | 0) * width + ((x + beside * normal.x) | 0)
      const slope = (toRight[at] as number) * normal.x + (downwards[at] as number) * normal.y
      if (slope < EDGE_SLOPE && slope > -EDGE_SLOPE) continue
      hits += 1
      break
    }
  }
  return hits / samples
}

/** Mean contrast with the table just inside a side less that just outside. */
export function contrastAlong(from: Point, to: Point, tableContrast: GreyImage): number {
  const normal = inwards(from, to)
  let contrast = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const along = ENDS + ((1 - 2 * ENDS) * (sample + 0.5)) / SAMPLES
    const [x, y] = [from.x + along * (to.x - from.x), from.y + along * (to.y - from.y)]
    const inside = pixelAt(tableContrast, x + BESIDE_PX * normal.x, y + BESIDE_PX * normal.y)
    const outside = pixelAt(tableContrast, x - BESIDE_PX * normal.x, y - BESIDE_PX * normal.y)
    contrast += (tableContrast.data[inside] ?? 0) - (tableContrast.data[outside] ?? 0)
  }
  return contrast / SAMPLES
}

function pixelAt({ width, height }: { readonly width: number; readonly height: number }, x: number, y: number): number {
  const column = x < 0 ? 0 : x >= width ? width - 1 : Math.floor(x)
  const row = y < 0 ? 0 : y >= height ? height - 1 : Math.floor(y)
  return row * width + column
}
