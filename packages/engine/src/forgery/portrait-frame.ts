import type { Box, Picture, Point } from '../image/picture.ts'
import { leastSquares } from './least-squares.ts'

/** One straight side of a printed portrait on a flat page. */
export interface FrameSide {
  /** Where it runs along the page's rows, what lies across it is a column, and the other way round. */
  readonly runs: 'across' | 'down'
  /** 1 where the portrait lies right of it or below, -1 where it lies left or above. */
  readonly inwards: 1 | -1
  /** Where the side lies beside a point along it: `offset + slope * along`. */
  readonly offset: number
  readonly slope: number
  /** Between these points along it. */
  readonly from: number
  readonly to: number
}

/** The sides of a portrait are looked for this far out from the face, in widths and heights of the face. */
const NEAREST = 0.05
const FARTHEST = 1.6
/** The part of a side that is looked at first: beside the face, where every portrait has it. */
const SPAN = 1.2
const BANDS = 24
/** Pixels by which a side may lean over that part, either way: a page that was laid flat by corners that are a little off. */
const LEAN_PX = 8
/** A side is a step on nearly all of its length; steps beyond the cap count no more, so that no letter outweighs it. */
const STEP_CAP = 30
const LEAST_STEP = 5
const LEAST_SHARE = 0.8
/** Of what was found by whole pixels, so much is looked at again on both sides. */
const NEAR_PX = 3
/** The edge of the page itself is no side, nor what lies this near to it, in widths of the page. */
const PAGE_EDGE = 0.012

/** Width of a portrait as a share of its height, and of the face as a share of that width: wider than on any document known here. */
const ASPECTS = [0.55, 1.2] as const
const FACE_SHARES = [0.25, 0.85] as const

/** Left, right, upper and lower side of a printed portrait. */
export type PortraitFrame = readonly [left: FrameSide, right: FrameSide, top: FrameSide, foot: FrameSide]

/**
 * Finds the frame of the portrait around a face on a flat page. Undefined where one of its sides cannot be told: many
 * portraits fade into the page, or stand on white paper with white surroundings.
 */
export function portraitFrame(page: Picture, face: Box): PortraitFrame | undefined {
  const [left, right, top, foot] = SIDES.map((side) => searchSide(page, face, side))
  if (left === undefined || right === undefined || top === undefined || foot === undefined) return undefined
  const middle = { x: face.x + face.width / 2, y: face.y + face.height / 2 }
  const [width, height] = [
    besideOf(right, middle.y) - besideOf(left, middle.y),
    besideOf(foot, middle.x) - besideOf(top, middle.x),
  ]
  if (!isWithin(width / height, ASPECTS) || !isWithin(face.width / width, FACE_SHARES)) return undefined
  const down = (line: Line) => ({ ...line, from: besideOf(top, line.offset), to: besideOf(foot, line.offset) })
  const across = (line: Line) => ({ ...line, from: besideOf(left, line.offset), to: besideOf(right, line.offset) })
  return [
    { ...SIDES[0], ...down(left) },
    { ...SIDES[1], ...down(right) },
    { ...SIDES[2], ...across(top) },
    { ...SIDES[3], ...across(foot) },
  ]
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most
}

function besideOf({ offset, slope }: Line, along: number): number {
  return offset + slope * along
}

type Side = Pick<FrameSide, 'runs' | 'inwards'>
type Line = Pick<FrameSide, 'offset' | 'slope'>

const SIDES = [
  { runs: 'down', inwards: 1 },
  { runs: 'down', inwards: -1 },
  { runs: 'across', inwards: 1 },
  { runs: 'across', inwards: -1 },
] as const satisfies readonly Side[]

/** The point `beside` a side at a place `along` it. */
export function pointOn({ runs }: Pick<FrameSide, 'runs'>, along: number, beside: number): Point {
  return runs === 'down' ? { x: beside, y: along } : { x: along, y: beside }
}

function searchSide(page: Picture, face: Box, side: Side): Line | undefined {
  const isDown = side.runs === 'down'
  const [start, length] = isDown ? [face.y, face.height] : [face.x, face.width]
  const [near, reach] = isDown ? [face.x, face.width] : [face.y, face.height]
  const edge = side.inwards > 0 ? near - NEAREST * reach : near + reach * (1 + NEAREST)
  const rim = PAGE_EDGE * page.width
  const last = (isDown ? page.width : page.height) - 1 - rim
  const [low, high] = [edge, edge - side.inwards * (FARTHEST - NEAREST) * reach].sort((a, b) => a - b)
  const range = { from: Math.ceil(Math.max(rim, low ?? edge)), to: Math.floor(Math.min(last, high ?? edge)) }
  const middle = start + length / 2
  const band = (SPAN * length) / BANDS
  if (range.to - range.from < 2 * LEAN_PX || band < 2) return undefined
  const steps = Array.from({ length: BANDS }, (_, at) => {
    const from = middle + (at - BANDS / 2) * band
    return stepsAlong(page, side, { from, to: from + band }, range)
  })
  const line = bestLine(steps, range.to - range.from)
  if (line === undefined) return undefined
  const points = steps.flatMap((row, at) => {
    const near = line.at + (line.lean * (at + 0.5 - BANDS / 2)) / BANDS
    const exact = peakNear(row, near)
    const along = middle + (at + 0.5 - BANDS / 2) * band
    return exact === undefined ? [] : [{ terms: [1, along - middle], value: range.from + exact, weight: 1 }]
  })
  if (points.length < LEAST_SHARE * BANDS) return undefined
  const [beside = 0, slope = 0] = leastSquares(points)
  return { offset: beside - slope * middle, slope }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Pixels away from a place at which its two sides must differ, too: rules that are printed beside portraits are thinner. */
const [WIDE_FROM_PX, WIDE_PX] = [8, 12]

/** Levels by which the colours on both sides of each place differ, next to it and further away, over a band of the side. */
function stepsAlong(page: Picture, side: Side, band: Range, range: Range): Float32Array {
  const count = range.to - range.from
  const levels = new Float32Array(3 * (count + 2 * WIDE_PX + 1))
  const [first, last] = [Math.round(band.from), Math.max(Math.round(band.from) + 1, Math.round(band.to))]
  for (let along = first; along < last; along += 1) {
    for (let at = 0; at < levels.length / 3; at += 1) {
      const { x, y } = pointOn(side, along, range.from + at - WIDE_PX)
      if (x < 0 || y < 0 || x >= page.width || y >= page.height) continue
      const pixel = 3 * (y * page.width + x)
      for (let channel = 0; channel < 3; channel += 1)
        levels[3 * at + channel] = (levels[3 * at + channel] ?? 0) + (page.data[pixel + channel] ?? 0) / (last - first)
    }
  }
  return Float32Array.from({ length: count }, (_, at) => {
    const place = 3 * (at + WIDE_PX)
    return Math.min(difference(levels, place, 1, 1), difference(levels, place, WIDE_FROM_PX, WIDE_PX))
  })
}

/** How far the mean colours differ from `near` to `far` pixels before a place and after it. */
function difference(levels: Float32Array, place: number, near: number, far: number): number {
  let sum = 0
  for (let channel = place; channel < place + 3; channel += 1) {
    let apart = 0
    for (let away = 3 * near; away <= 3 * far; away += 3)
      apart += (levels[channel + away] ?? 0) - (levels[channel - away] ?? 0)
    sum += Math.abs(apart)
  }
  return sum / (3 * (far - near + 1))
}

/** The line of which most is a step: where it lies in the middle, and by how much it leans. */
function bestLine(steps: readonly Float32Array[], places: number) {
  let best: { readonly at: number; readonly lean: number; readonly sum: number; readonly share: number } | undefined
  for (let lean = -2 * LEAN_PX; lean <= 2 * LEAN_PX; lean += 1) {
    for (let at = LEAN_PX; at < places - LEAN_PX; at += 1) {
      let [sum, high] = [0, 0]
      for (const [band, row] of steps.entries()) {
        const step = row[Math.round(at + (lean * (band + 0.5 - BANDS / 2)) / BANDS)] ?? 0
        sum += Math.min(STEP_CAP, step)
        if (step >= LEAST_STEP) high += 1
      }
      if (best === undefined || sum > best.sum) best = { at, lean, sum, share: high / BANDS }
    }
  }
  return best === undefined || best.share < LEAST_SHARE ? undefined : best
}

/** Where between pixels a row steps most, near a place. */
function peakNear(row: Float32Array, near: number): number | undefined {
  const middle = Math.round(near)
  let peak = middle
  for (let at = middle - NEAR_PX; at <= middle + NEAR_PX; at += 1) if ((row[at] ?? 0) > (row[peak] ?? 0)) peak = at
  let [weights, places] = [0, 0]
  for (let at = peak - 1; at <= peak + 1; at += 1) {
    const step = row[at] ?? 0
    weights += step
    places += step * (at + 0.5)
  }
  return (row[peak] ?? 0) < LEAST_STEP ? undefined : places / weights
}
