import { glanceAt } from '../image/glance.ts'
import type { GreyImage } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Picture, Point } from '../image/picture.ts'
import { type Edges, edgesOf } from './edges.ts'
import { enclosed, LEAST_AREA, MOST_CANDIDATES, smooth, WORKING_SIDE } from './find-corners.ts'
import { fitSides, through } from './fit-sides.ts'
import { contrastAlong, edgeShare, FEW_SAMPLES, type Side, sidesOf } from './judge-quad.ts'
import { areaOf, distance, mapQuad, meeting, type StraightLine } from './quad.ts'
import { straightEdges } from './straight-edges.ts'
import { BORDERS, type Border, tableContrastOf } from './table-contrast.ts'

/** A page of which three sides are seen, while the fourth is a border of the picture. */
interface OpenQuad {
  readonly quad: Quad
  readonly border: Border
}

/**
 * Share of each of the three sides along which the picture has an edge: 1.00 on 32 cut pages, by which this and the cuts below
 * were set (docs/measurements/documents.md).
 */
const LEAST_EDGE = 0.85
/** Contrast of each side with the table, 1 at most: 0.53 and more where the page took little of the other borders. */
const LEAST_CONTRAST = 0.4
/** Contrast of the border in that of the sides: 0.9 to 1.3 on those; 24 whole pages had 0.05 to 0.10 of contrast there. */
const BORDER_CONTRAST = 0.6
/** Whole pages are 0.63 as wide as high or more, standing upright, and a cut makes them only shorter; slant takes some of it. */
const LEAST_RATIO = 0.6
/** Half of a card has 3.2. */
const MOST_RATIO = 3.4
/** Edges at a glance that are worth a closer look. */
const LEAST_GLANCE = 0.5
/** Share of the border that both corners keep from its ends: beyond, the third side is cut off as well. */
const CORNER_SPARE = 0.015
/** Other corners may lie this share of the picture outside, as in an outline's search. */
const OUTSIDE_SPARE = 0.02
/** At half this size a rim of table of 4 pixels in 1,600 was taken for page on 5 of 32 pictures, at this size on none. */
const RIM_SIDE = 800
const RIM_SAMPLES = 40

/**
 * The border of the picture that cuts a page off: the opposite side is seen whole, the two sides between run into the
 * border, there is table beyond all three, and page on the border itself. A scan that is cut to its page shows no table,
 * and around a page that just fits into the picture there is a rim of it.
 */
export function findCutSide(picture: Picture): Border | undefined {
  const edges = edgesOf(smooth(glanceAt(picture, WORKING_SIDE)))
  const fine = glanceAt(picture, RIM_SIDE)
  const factor = fine.width / edges.width
  const likely = openQuads(edges).filter((one) => hasThreeSides(one, edges) && isPartOfPage(one))
  return BORDERS.find((border) => {
    const quads = likely.filter((one) => one.border === border)
    if (quads.length === 0) return false
    const contrast = tableContrastOf(fine, border)
    return quads.some(({ quad }) => {
      const onFine = mapQuad(quad, ({ x, y }) => ({ x: x * factor, y: y * factor }))
      return runsInto({ quad: onFine, border }, contrast)
    })
  })
}

/** The likeliest of two edges that run into a border and one across them, moved onto the edges of the picture. */
function openQuads(edges: Edges): readonly OpenQuad[] {
  const { across, down } = straightEdges(edges)
  const { top, right, foot, left } = bordersOf(edges)
  const middle = { x: edges.width / 2, y: edges.height / 2 }
  const rows = sortedBy(across, ({ cos, sin, offset }) => (offset - middle.x * cos) / sin)
  const columns = sortedBy(down, ({ cos, sin, offset }) => (offset - middle.y * sin) / cos)
  const quads: OpenQuad[] = []
  const take = (border: Border, quad: Quad | undefined) => {
    if (quad !== undefined && isPlaced(quad, border, edges)) quads.push({ quad, border })
  }
  for (const [upper, lower] of pairsOf(rows)) {
    for (const column of columns) {
      take('right', enclosed(upper, lower, column, right))
      take('left', enclosed(upper, lower, left, column))
    }
  }
  for (const [one, other] of pairsOf(columns)) {
    for (const row of rows) {
      take('foot', enclosed(row, foot, one, other))
      take('top', enclosed(top, row, one, other))
    }
  }
  return (
    quads
      .map((one) => ({ one, score: glanceAtOpen(one, edges), size: areaOf(one.quad) / (edges.width * edges.height) }))
      .filter(({ score }) => score > LEAST_GLANCE)
      // Bands printed on the page run into the border as well; the page is the largest of all.
      .sort((a, b) => b.score + b.size - a.score - a.size)
      .slice(0, MOST_CANDIDATES)
      .map(({ one }) => fitted(one, edges))
  )
}

function bordersOf({ width, height }: Edges): Readonly<Record<Border, StraightLine>> {
  return {
    top: { cos: 0, sin: 1, offset: 0 },
    right: { cos: 1, sin: 0, offset: width },
    foot: { cos: 0, sin: 1, offset: height },
    left: { cos: 1, sin: 0, offset: 0 },
  }
}

/** From the top to the foot, or from the left to the right. */
function sortedBy(lines: readonly StraightLine[], place: (line: StraightLine) => number): readonly StraightLine[] {
  return [...lines].sort((a, b) => place(a) - place(b))
}

function pairsOf<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const))
}

/** Large enough to be a page, within the picture, and with both corners at the border well on it. */
function isPlaced(quad: Quad, border: Border, { width, height }: Edges): boolean {
  if (areaOf(quad) < LEAST_AREA * width * height) return false
  const shares = quad.map(({ x, y }) => ({ x: x / width, y: y / height }))
  const isInside = (share: number, spare: number) => share > spare && share < 1 - spare
  const cut = BORDERS.indexOf(border)
  return shares.every(({ x, y }, corner) =>
    corner === cut || corner === (cut + 1) % 4
      ? isInside(cut % 2 === 0 ? x : y, CORNER_SPARE)
      : isInside(x, -OUTSIDE_SPARE) && isInside(y, -OUTSIDE_SPARE),
  )
}

/** The two sides that run into the border, the first before and the last after it, and the side across from it. */
function seenSides({ quad, border }: OpenQuad): { readonly before: Side; readonly across: Side; readonly after: Side } {
  const [top, right, foot, left] = sidesOf(quad)
  return {
    top: { before: left, across: foot, after: right },
    right: { before: top, across: left, after: foot },
    foot: { before: right, across: top, after: left },
    left: { before: foot, across: right, after: top },
  }[border]
}

function glanceAtOpen(one: OpenQuad, edges: Edges): number {
  const shares = Object.values(seenSides(one)).map(([from, to]) => edgeShare(from, to, edges, FEW_SAMPLES))
  return Math.min(...shares)
}

function fitted({ quad, border }: OpenQuad, edges: Edges): OpenQuad {
  const fit = fitSides(quad, edges)
  const line = bordersOf(edges)[border]
  const { before, after } = seenSides({ quad: fit, border })
  const cut = BORDERS.indexOf(border)
  // The border is no edge of the picture: the sides that meet it run on up to it.
  const ends = new Map<number, Point | undefined>([
    [cut, meeting(through(...before), line)],
    [(cut + 1) % 4, meeting(through(...after), line)],
  ])
  const [a, b, c, d] = fit
  return { quad: [ends.get(0) ?? a, ends.get(1) ?? b, ends.get(2) ?? c, ends.get(3) ?? d], border }
}

function hasThreeSides(one: OpenQuad, edges: Edges): boolean {
  return Object.values(seenSides(one)).every(([from, to]) => edgeShare(from, to, edges) >= LEAST_EDGE)
}

/** Print and panels that run into the border are mostly of another shape. */
function isPartOfPage(one: OpenQuad): boolean {
  const { before, across, after } = seenSides(one)
  const ratio = (2 * distance(...across)) / Math.max(1e-9, distance(...before) + distance(...after))
  return ratio > LEAST_RATIO && ratio < MOST_RATIO
}

function runsInto(one: OpenQuad, contrast: GreyImage): boolean {
  const sides = Object.values(seenSides(one)).map(([from, to]) => contrastAlong(from, to, contrast))
  const mean = sides.reduce((sum, side) => sum + side, 0) / sides.length
  return Math.min(...sides) > LEAST_CONTRAST && contrastOnBorder(one, contrast) > BORDER_CONTRAST * mean
}

/** Mean contrast with the table on the outermost pixels of the picture, between the corners of the page. */
function contrastOnBorder({ quad, border }: OpenQuad, { width, height, data }: GreyImage): number {
  const [from, to] = sidesOf(quad)[BORDERS.indexOf(border)] ?? [quad[0], quad[1]]
  let sum = 0
  for (let sample = 0; sample < RIM_SAMPLES; sample += 1) {
    const along = (sample + 0.5) / RIM_SAMPLES
    const x = Math.min(width - 1, Math.max(0, Math.floor(from.x + along * (to.x - from.x))))
    const y = Math.min(height - 1, Math.max(0, Math.floor(from.y + along * (to.y - from.y))))
    sum += data[y * width + x] ?? 0
  }
  return sum / RIM_SAMPLES
}
