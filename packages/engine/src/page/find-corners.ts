import { glanceAt } from '../image/glance.ts'
import { type GreyImage, toGrey } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Picture, Point } from '../image/picture.ts'
import { type Edges, edgesOf } from './edges.ts'
import { fitSides } from './fit-sides.ts'
import { glanceAtQuad, judgeQuad, type QuadJudgement } from './judge-quad.ts'
import { outlinesAbove } from './outline.ts'
import { areaOf, isConvex, mapQuad, meeting, ordered, type StraightLine } from './quad.ts'
import { straightEdges } from './straight-edges.ts'
import { tableContrastOf } from './table-contrast.ts'

/** Where a page lies on its picture: corners clockwise from the upper left, and how sure that is. */
export interface FoundCorners extends QuadJudgement {
  readonly corners: Quad
}

/** At this size the side of a page is some 300 pixels long, and print is gone. */
export const WORKING_SIDE = 400
/** Contrast with the table at which the page is cut out. */
const CUTS = [0.25, 0.45, 0.7]
/** Share of the picture: a smaller page cannot be read, and frames printed on a page are mostly smaller. */
export const LEAST_AREA = 0.2
/** Quadrilaterals from straight edges that are looked at more closely. */
export const MOST_CANDIDATES = 24

/** The outline of the page on a picture; undefined when nothing looks like one, as on a scan cut to the page. */
export function findCorners(picture: Picture, leastScore: number): FoundCorners | undefined {
  const small = smooth(glanceAt(picture, WORKING_SIDE))
  const edges = edgesOf(small)
  const contrast = tableContrastOf(small)
  const judged = candidatesOn(small, edges, contrast)
    .map((quad) => ordered(fitSides(quad, edges)))
    .filter((quad) => isConvex(quad) && areaOf(quad) > LEAST_AREA * small.width * small.height)
    .map((corners) => ({ corners, ...judgeQuad(corners, edges, contrast) }))
  const best = judged.reduce<FoundCorners | undefined>(
    (found, quad) => (found === undefined || quad.score > found.score ? quad : found),
    undefined,
  )
  if (best === undefined || best.score < leastScore) return undefined
  const [fx, fy] = [picture.width / small.width, picture.height / small.height]
  return { ...best, corners: mapQuad(best.corners, ({ x, y }) => ({ x: x * fx, y: y * fy })) }
}

function candidatesOn(small: Picture, edges: Edges, contrast: GreyImage): readonly Quad[] {
  const grey = toGrey(small)
  const threshold = otsu(grey)
  const inverted = invertedGrey(grey)
  const areas = [
    ...CUTS.flatMap((cut) => outlinesAbove(contrast, cut)),
    ...outlinesAbove(grey, threshold),
    ...outlinesAbove(inverted, 255 - threshold),
  ].map(ordered)
  return [...areas, ...betweenEdges(edges)]
}

/** Quadrilaterals of two edges that run across and two that run down, the likeliest first. */
function betweenEdges(edges: Edges): readonly Quad[] {
  return quadsBetween(edges)
    .map((quad) => ({ quad, score: glanceAtQuad(quad, edges) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_CANDIDATES)
    .map(({ quad }) => ordered(quad))
}

/** Two dozen thousand of them are possible: where every two edges meet is computed once. */
function quadsBetween(edges: Edges): readonly Quad[] {
  const { across, down } = straightEdges(edges)
  const least = LEAST_AREA * edges.width * edges.height
  const crossings = across.map((row) => down.map((column) => crossingOf(row, column, edges)))
  const quads: Quad[] = []
  for (const [top, foot] of pairs(crossings)) {
    for (let left = 0; left < down.length; left += 1) {
      const [a, d] = [top[left], foot[left]]
      if (a === undefined || d === undefined) continue
      for (let right = left + 1; right < down.length; right += 1) {
        const [b, c] = [top[right], foot[right]]
        if (b === undefined || c === undefined) continue
        const quad: Quad = [a, b, c, d]
        if (isConvex(quad) && areaOf(quad) > least) quads.push(quad)
      }
    }
  }
  return quads
}

/** Where two edges meet; undefined when they hardly do, or when no corner can be there. */
function crossingOf(row: StraightLine, column: StraightLine, edges: Edges): Point | undefined {
  const met = meeting(row, column)
  return met !== undefined && isWithin(met, edges) ? met : undefined
}

/** The quadrilateral between four lines. */
export function enclosed(
  top: StraightLine,
  foot: StraightLine,
  left: StraightLine,
  right: StraightLine,
): Quad | undefined {
  const [a, b, c, d] = [meeting(top, left), meeting(top, right), meeting(foot, right), meeting(foot, left)]
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return isConvex([a, b, c, d]) ? [a, b, c, d] : undefined
}

/** Corners may lie a little outside of the picture: a corner cut off is for the quality check to say. */
function isWithin({ x, y }: Point, { width, height }: Edges): boolean {
  const [spareX, spareY] = [0.05 * width, 0.05 * height]
  return x > -spareX && y > -spareY && x < width + spareX && y < height + spareY
}

function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const))
}

/** The kernel 1-2-1 in both directions: sensor noise would be an edge everywhere. */
export function smooth(picture: Picture): Picture {
  return along(along(picture, 3), 3 * picture.width)
}

function along({ width, height, data }: Picture, step: number): Picture {
  const smoothed = data.slice()
  const last = data.length - step
  // The first and the last of a column stand for what lies beyond them; single rows and columns stay as they are.
  for (let at = 0; at < step && at < last; at += 1)
    smoothed[at] = (3 * (data[at] as number) + (data[at + step] as number) + 2) >> 2
  for (let at = step; at < last; at += 1)
    smoothed[at] = ((data[at - step] as number) + 2 * (data[at] as number) + (data[at + step] as number) + 2) >> 2
  for (let at = Math.max(step, last); at < data.length; at += 1)
    smoothed[at] = ((data[at - step] as number) + 3 * (data[at] as number) + 2) >> 2
  return { width, height, data: smoothed }
}

function invertedGrey({ width, height, data }: GreyImage): GreyImage {
  const inverted = new Float32Array(data.length)
  for (let at = 0; at < data.length; at += 1) inverted[at] = 255 - (data[at] as number)
  return { width, height, data: inverted }
}

/** Otsu's threshold: the cut with the most variance between its two sides. */
function otsu({ data }: GreyImage): number {
  const counts = new Float64Array(256)
  for (let at = 0; at < data.length; at += 1) {
    const level = Math.round(data[at] as number)
    counts[level] = (counts[level] as number) + 1
  }
  const total = counts.reduce((sum, count, level) => sum + count * level, 0)
  let [below, belowSum, best, bestAt] = [0, 0, -1, 128]
  for (const [level, count] of counts.entries()) {
    below += count
    belowSum += count * level
    const above = data.length - below
    if (below === 0 || above === 0) continue
    const between = below * above * (belowSum / below - (total - belowSum) / above) ** 2
    if (between > best) [best, bestAt] = [between, level]
  }
  return bestAt
}
