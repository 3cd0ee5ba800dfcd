import { type LineReading, meanConfidence, textOf } from './read-line.ts'
import { between, placeOn, pointOn, type TextLine } from './text-line.ts'

/** A found line and what a first look reads on it. */
export interface SeenLine {
  readonly line: TextLine
  readonly reading: LineReading
  /** Distance of neighbouring characters in pixels, undefined when too few were read. */
  readonly pitchPx: number | undefined
}

/** One row of an MRZ, and the lines along which it may lie: the first is the likeliest. */
export interface Row {
  readonly ways: readonly TextLine[]
}

/** Three rows lie 5.3 capitals apart from first to last (ICAO 9303 part 3: 6.35 mm); capitals are measured short at times. */
const FARTHEST_ROW = 7
const SAME_ROW = 0.9
const MOST_ANGLE_RAD = 0.09
const MOST_HEIGHT_RATIO = 1.7
/** Readings of other print and of patterns have a mean confidence below this, MRZ even at 4 px a capital above. */
const CERTAIN = 0.8
/** Rows lie 6.35 mm apart, characters 2.54 mm. */
const ROWS_PER_PITCH = 2.5
const LENGTHS = [30, 36, 44]

/** Whether a line may be a row of an MRZ, and how likely: fillers and a line of dates speak for it. */
export function seedScore({ reading }: SeenLine): number {
  const text = textOf(reading)
  const fillers = Math.min(10, text.split('<').length - 1)
  const hasDates = /\d{6,7}[MFX<]\d{6,7}/.test(text)
  const confidence = meanConfidence(reading.characters)
  if (text.length < 14 || confidence < 0.72 || (fillers < 2 && !/\d{6}/.test(text))) return 0
  return confidence * 4 + fillers * 0.2 + (hasDates ? 3 : 0) + Math.min(text.length, 44) / 20
}

/** The rows parallel and near to a seed, from the top, all between the outermost ends that any of them has. */
export function gatherRows(seed: SeenLine, seen: readonly SeenLine[]): readonly Row[] {
  const near = nearTo(seed, seen)
  const { start, end } = extentOf(near)
  return groupedBeside(near, SAME_ROW * seed.line.height).flatMap((group) => {
    const main = group.toSorted((a, b) => b.line.length - a.line.length)[0]
    if (main === undefined) return []
    const own = { ...main.line, height: Math.max(main.line.height, 0.85 * seed.line.height) }
    return [{ ways: [between(own, start - main.along, end - main.along), own] }]
  })
}

/**
 * The rows again, for a zone that was found in parts: every row also as long as the pitch of the seed's characters
 * makes 30, 36 or 44 of them, counted from either end, and further rows where the format's line pitch puts them.
 */
export function expectRows(seed: SeenLine, seen: readonly SeenLine[]): readonly Row[] {
  const { pitchPx } = seed
  const known = gatherRows(seed, seen)
  if (pitchPx === undefined) return known
  const { start, end } = extentOf(nearTo(seed, seen))
  const [whole] = known
  const distance = ROWS_PER_PITCH * pitchPx
  const places = known.map((row) => (row.ways[0] === undefined ? 0 : placeOn(seed.line, row.ways[0].centre).beside))
  const missing = [-2, -1, 1, 2]
    .map((step) => step * distance)
    .filter((beside) => whole !== undefined && places.every((place) => Math.abs(place - beside) > distance / 2))
    .map((beside) => ({
      ways: [{ ...between(seed.line, start, end), centre: pointOn(seed.line, (start + end) / 2, beside) }],
    }))
  return [...known, ...missing]
    .map((row) => ({ ways: [...row.ways, ...row.ways.slice(0, 1).flatMap((way) => atFullLength(way, pitchPx))] }))
    .sort((a, b) => besideOf(seed, a) - besideOf(seed, b))
}

function besideOf(seed: SeenLine, { ways: [way] }: Row): number {
  return way === undefined ? 0 : placeOn(seed.line, way.centre).beside
}

function atFullLength(way: TextLine, pitchPx: number): readonly TextLine[] {
  return LENGTHS.map((length) => length * pitchPx)
    .filter((length) => Math.abs(length - way.length) > 1.5 * pitchPx && length > way.length / 2)
    .flatMap((length) => [
      between(way, -way.length / 2, length - way.length / 2),
      between(way, way.length / 2 - length, way.length / 2),
    ])
}

type Placed = SeenLine & ReturnType<typeof placeOn>

function nearTo(seed: SeenLine, seen: readonly SeenLine[]): readonly Placed[] {
  return seen
    .filter((other) => other === seed || belongsTo(seed.line, other))
    .map((other) => ({ ...other, ...placeOn(seed.line, other.line.centre) }))
    .sort((a, b) => a.beside - b.beside)
}

function extentOf(near: readonly Placed[]): { readonly start: number; readonly end: number } {
  return {
    start: Math.min(...near.map(({ along, line }) => along - line.length / 2)),
    end: Math.max(...near.map(({ along, line }) => along + line.length / 2)),
  }
}

function groupedBeside(sorted: readonly Placed[], apart: number): readonly (readonly Placed[])[] {
  const groups: Placed[][] = []
  for (const item of sorted) {
    const group = groups.at(-1)
    const top = group?.[0]
    if (group !== undefined && top !== undefined && item.beside - top.beside < apart) group.push(item)
    else groups.push([item])
  }
  return groups
}

function belongsTo(seed: TextLine, { line, reading }: SeenLine): boolean {
  const { beside } = placeOn(seed, line.centre)
  return (
    Math.abs(beside) < FARTHEST_ROW * seed.height &&
    Math.abs(line.angleRad - seed.angleRad) < MOST_ANGLE_RAD &&
    line.height < MOST_HEIGHT_RATIO * seed.height &&
    seed.height < MOST_HEIGHT_RATIO * line.height &&
    reading.characters.length >= 5 &&
    meanConfidence(reading.characters) > CERTAIN
  )
}
