import type { GreyImage } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Point } from '../image/picture.ts'
import { boxMean } from '../mrz/resample-grey.ts'
import { areaOf, isConvex } from './quad.ts'

/** Print on the page and grain on the table are smoothed over this many pixels. */
const CLOSING_RADIUS = 3
/** A page smaller than this share of the picture cannot be read anyway. */
const LEAST_AREA = 0.08

/** Quadrilaterals around the largest areas in which `levels` exceeds `cut`. */
export function outlinesAbove(levels: GreyImage, cut: number): readonly Quad[] {
  const { width, height } = levels
  const mask = smoothMask(levels, cut)
  return largestAreas(mask, LEAST_AREA * width * height).flatMap((pixels) => {
    const hull = convexHull(borderPoints(pixels, mask))
    const quad = simplified(hull)
    return quad !== undefined && isConvex(quad) ? [quad] : []
  })
}

/** What lies above the cut in most of the neighbourhood. */
function smoothMask(levels: GreyImage, cut: number): GreyImage {
  const data = levels.data.map((level) => (level > cut ? 1 : 0))
  const share = boxMean({ ...levels, data }, CLOSING_RADIUS, CLOSING_RADIUS)
  return { ...levels, data: share.data.map((level) => (level > 0.5 ? 1 : 0)) }
}

/** Connected areas of the mask, the two largest first. */
function largestAreas(mask: GreyImage, least: number): readonly (readonly number[])[] {
  const seen = new Uint8Array(mask.data.length)
  const areas: number[][] = []
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || mask.data[start] === 0) continue
    const area = fill(mask, start, seen)
    if (area.length >= least) areas.push(area)
  }
  return areas.sort((a, b) => b.length - a.length).slice(0, 2)
}

function fill({ width, data }: GreyImage, start: number, seen: Uint8Array): number[] {
  const pixels = [start]
  seen[start] = 1
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index] ?? 0
    const x = at % width
    for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (next < 0 || next >= data.length || seen[next] === 1 || data[next] === 0) continue
      seen[next] = 1
      pixels.push(next)
    }
  }
  return pixels
}

/** The outermost pixels of every row; a hull needs no others. */
function borderPoints(pixels: readonly number[], { width, height }: GreyImage): readonly Point[] {
  const lefts = new Int32Array(height).fill(width)
  const rights = new Int32Array(height).fill(-1)
  for (const at of pixels) {
    const x = at % width
    const y = (at - x) / width
    lefts[y] = Math.min(lefts[y] ?? x, x)
    rights[y] = Math.max(rights[y] ?? x, x)
  }
  const points: Point[] = []
  for (const [y, right] of rights.entries()) {
    if (right >= 0) points.push({ x: (lefts[y] ?? 0) + 0, y: y + 0.5 }, { x: right + 1, y: y + 0.5 })
  }
  return points
}

/** Andrew's monotone chain. */
function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  return [...halfHull(sorted), ...halfHull(sorted.reverse())]
}

function halfHull(points: readonly Point[]): readonly Point[] {
  const hull: Point[] = []
  for (const point of points) {
    while (hull.length >= 2 && turn(hull[hull.length - 2], hull[hull.length - 1], point) <= 0) hull.pop()
    hull.push(point)
  }
  return hull.slice(0, -1)
}

function turn(a: Point | undefined, b: Point | undefined, c: Point): number {
  if (a === undefined || b === undefined) return 1
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/** Takes away the corner that costs least area until four are left; sides then run through the rounded corners' ends. */
function simplified(hull: readonly Point[]): Quad | undefined {
  const corners = [...hull]
  while (corners.length > 4) {
    let cheapest = { index: 0, cost: Number.POSITIVE_INFINITY }
    for (const [index, corner] of corners.entries()) {
      const before = corners[(index + corners.length - 1) % corners.length] ?? corner
      const after = corners[(index + 1) % corners.length] ?? corner
      const cost = areaOf([before, corner, after])
      if (cost < cheapest.cost) cheapest = { index, cost }
    }
    corners.splice(cheapest.index, 1)
  }
  const [a, b, c, d] = corners
  return a === undefined || b === undefined || c === undefined || d === undefined ? undefined : [a, b, c, d]
}
