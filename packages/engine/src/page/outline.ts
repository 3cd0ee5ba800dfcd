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
  const least = LEAST_AREA * levels.width * levels.height
  return largestAreas(smoothMask(levels, cut), least).flatMap((area) => {
    const quad = simplified(convexHull(borderPoints(area)))
    return quad !== undefined && isConvex(quad) ? [quad] : []
  })
}

/** 0 or 1, row by row. */
interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** What lies above the cut in most of the neighbourhood. */
function smoothMask({ width, height, data }: GreyImage, cut: number): Mask {
  const above = new Float32Array(data.length)
  for (let at = 0; at < above.length; at += 1) above[at] = (data[at] as number) > cut ? 1 : 0
  const share = boxMean({ width, height, data: above }, CLOSING_RADIUS, CLOSING_RADIUS)
  const mask = new Uint8Array(data.length)
  for (let at = 0; at < mask.length; at += 1) mask[at] = (share.data[at] as number) > 0.5 ? 1 : 0
  return { width, height, data: mask }
}

/** One connected area: how many pixels, and the outermost ones of every row; `lefts` beyond `rights` in rows without any. */
interface Area {
  readonly size: number
  readonly lefts: Int32Array
  readonly rights: Int32Array
}

/** Connected areas of the mask, the two largest first. */
function largestAreas({ width, height, data }: Mask, least: number): readonly Area[] {
  const open = data.slice()
  const queue = new Int32Array(data.length)
  const areas: Area[] = []
  for (let start = open.indexOf(1); start >= 0; start = open.indexOf(1, start + 1)) {
    const size = fill({ width, height, data: open }, start, queue)
    if (size >= least) areas.push(areaOfPixels(queue.subarray(0, size), width, height))
  }
  return areas.sort((a, b) => b.size - a.size).slice(0, 2)
}

/** Takes the pixels connected with `start` out of the mask and into the queue; says how many. */
function fill({ width, height, data }: Mask, start: number, queue: Int32Array): number {
  const [lastColumn, lastRow] = [width - 1, (height - 1) * width]
  let count = 0
  const take = (at: number) => {
    if (data[at] !== 1) return
    data[at] = 0
    queue[count] = at
    count += 1
  }
  take(start)
  for (let index = 0; index < count; index += 1) {
    const at = queue[index] as number
    const x = at % width
    if (x > 0) take(at - 1)
    if (x < lastColumn) take(at + 1)
    if (at >= width) take(at - width)
    if (at < lastRow) take(at + width)
  }
  return count
}

function areaOfPixels(pixels: Int32Array, width: number, height: number): Area {
  const lefts = new Int32Array(height).fill(width)
  const rights = new Int32Array(height).fill(-1)
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index] as number
    const x = at % width
    const y = (at - x) / width
    if (x < (lefts[y] as number)) lefts[y] = x
    if (x > (rights[y] as number)) rights[y] = x
  }
  return { size: pixels.length, lefts, rights }
}

/** A hull needs no other points than the outermost ones of every row. */
function borderPoints({ lefts, rights }: Area): readonly Point[] {
  const points: Point[] = []
  for (const [y, right] of rights.entries()) {
    if (right >= 0) points.push({ x: lefts[y] ?? 0, y: y + 0.5 }, { x: right + 1, y: y + 0.5 })
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
