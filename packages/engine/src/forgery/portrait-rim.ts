import type { Picture } from '../image/picture.ts'
import { type FrameSide, type PortraitFrame, pointOn } from './portrait-frame.ts'

/**
 * How the outermost strip of a portrait looks beside what lies further in. Whoever lays another portrait over one and
 * softens its border leaves a rim of the first; a portrait that was printed as one goes on as it begins.
 */
export interface PortraitRim {
  /** Logarithm of how much faster the portrait changes at its rim than further in. */
  readonly change: number
  /** How much less the rim goes along with what lies beside it than that does with what lies further in (Fisher's z). */
  readonly apart: number
  /** Spread of the rim's colours as a share of their distance from what lies further in. */
  readonly spread: number
  /** A line of one colour is printed around the portrait. */
  readonly isLine: boolean
}

/**
 * On 100 originals of both tools and 53 of our own with rounded corners, white lines, margins, patterns, shades and sharpening
 * strangeness reaches -0.26 (docs/measurements/documents.md).
 */
const MOST_STRANGE = 0.1

/** The rim was not printed together with the portrait, nor is it a line that was printed around it. */
export function isStrange(rim: PortraitRim): boolean {
  return strangenessOf(rim) > MOST_STRANGE && !rim.isLine
}

/** Three ways to look at the same thing, in logarithms that vary about as much on originals. */
export function strangenessOf({ change, apart, spread }: Omit<PortraitRim, 'isLine'>): number {
  return change + apart - Math.log(spread)
}

/** Pieces of a side over which colours are averaged, in pixels; and the ends of a side that are left out, as a share. */
const PIECE_PX = 12
const ENDS = 0.14
/** Fewer pieces than those of half a portrait's sides tell nothing. */
const LEAST_PIECES = 24
/** Where less of a side is a step, something else was taken for it. */
const LEAST_STEPS = 0.5
/** Depths in pixels inwards from the side: the rim begins where a sharp photograph's own blur ends. */
type Strip = readonly [from: number, to: number]
const RIM: Strip = [2, 4]
const OUTERMOST: Strip = [1, 3]
const INNER: Strip = [6, 9]
const FURTHER = [8, 12, 16] as const
/**
 * Printed lines around a portrait, as wide as the rim and finer ones: spread of their colours as a factor of their distance
 * from the portrait, and of the spread of the portrait beside them. Around seven portraits with dark lines the former is 0.47
 * at most and about 0.05 where the line was fine.
 */
const LINES = [
  { strip: RIM, spread: 0.5, variety: 0.8 },
  { strip: OUTERMOST, spread: 0.15, variety: 0.8 },
] as const
/** Outside: what blur and sharpening do to the paper beside the side, they do to the portrait. */
const BESIDE: Strip = [-4, -2]
const PAPER: Strip = [-9, -6]
const [SHALLOWEST, DEEPEST] = [-9, 23]
/** Levels by which the outermost strip differs from the paper beside it. */
const LEAST_STEP = 10
/** Where more of the step than this share is seen on the paper before it, the portrait fades in. */
const MOST_BEFORE = 0.2
/** Levels that are added to both differences: below them lies noise. */
const BASE = 1

type Colour = readonly [light: number, blue: number, red: number]
type Profile = readonly Colour[]

/**
 * The least strange that three of the four sides look: what lies beside one of them, or was taken for it, may be anything.
 * Undefined where too little of the sides can be seen.
 */
export function portraitRim(page: Picture, sides: PortraitFrame): PortraitRim | undefined {
  const seen: (readonly Profile[])[] = []
  for (const side of sides) {
    const all = profilesAlong(page, side)
    const steps = all.filter(isStep)
    if (steps.length < LEAST_STEPS * all.length) return undefined
    seen.push(steps)
  }
  const pieces = seen.flat()
  if (pieces.length < LEAST_PIECES) return undefined
  const looks = seen.map((_, without) => lookAlong(seen.filter((_pieces, side) => side !== without).flat()))
  const [least] = looks.sort((a, b) => strangenessOf(a) - strangenessOf(b))
  return least === undefined ? undefined : { ...least, isLine: LINES.some((line) => isLine(pieces, line)) }
}

function lookAlong(pieces: readonly Profile[]): Omit<PortraitRim, 'isLine'> {
  const rims = pieces.map((piece) => rimDifference(piece))
  const further = FURTHER.map((from) => mean(pieces.map((piece) => length(less(...strips(piece, from))))))
  const change = Math.log((mean(rims) + BASE) / (mean(further) + BASE))
  const light = (strip: Strip) => pieces.map((piece) => over(piece, strip)[0])
  const apart =
    Math.atanh(likeness(light([FURTHER[0], FURTHER[0] + 2]), light([FURTHER[0] + 6, FURTHER[0] + 9]))) -
    Math.atanh(likeness(light(OUTERMOST), light([7, 10])))
  const spread = spreadOf(pieces.map((piece) => over(piece, RIM))) + BASE
  return { change, apart, spread: spread / (mean(rims) + BASE) }
}

/** Whether a strip has one colour around the whole portrait, and what lies further in has not. */
function isLine(pieces: readonly Profile[], { strip, spread, variety }: (typeof LINES)[number]): boolean {
  const own = spreadOf(pieces.map((piece) => over(piece, strip))) + BASE
  const distance = mean(pieces.map((piece) => length(less(over(piece, strip), over(piece, INNER))))) + BASE
  return own / distance < spread && own / (spreadOf(pieces.map((piece) => over(piece, INNER))) + BASE) < variety
}

/** Whether the side itself is the largest step of a piece: at rounded corners it is not, and the rim is paper. */
function isStep(piece: Profile): boolean {
  const step = length(less(over(piece, BESIDE), over(piece, OUTERMOST)))
  if (step < LEAST_STEP || length(less(over(piece, BESIDE), over(piece, PAPER))) > MOST_BEFORE * step) return false
  const steps = Array.from({ length: RIM[1] - BESIDE[0] }, (_, at) => {
    const depth = BESIDE[0] + at
    return { depth, step: length(less(over(piece, [depth - 1, depth]), over(piece, [depth, depth + 1]))) }
  })
  const largest = steps.reduce((most, one) => (one.step > most.step ? one : most))
  return Math.abs(largest.depth) <= 1
}

/** How the rim differs from what lies further in, less what blur does to it, where that is seen on the paper beside. */
function rimDifference(piece: Profile): number {
  const difference = less(over(piece, RIM), over(piece, INNER))
  const blur = less(over(piece, BESIDE), over(piece, PAPER))
  return Math.min(
    length(difference),
    length([difference[0] + blur[0], difference[1] + blur[1], difference[2] + blur[2]]),
  )
}

/** Two strips further in, as far from each other as the rim and what it is compared with. */
function strips(piece: Profile, from: number): [Colour, Colour] {
  return [over(piece, [from, from + 2]), over(piece, [from + 4, from + 7])]
}

function less(a: Colour, b: Colour): Colour {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

function length([light, blue, red]: Colour): number {
  return Math.abs(light) + (Math.abs(blue) + Math.abs(red)) / 2
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** Mean colour of a strip. */
function over(piece: Profile, [from, to]: Strip): Colour {
  const sum: [number, number, number] = [0, 0, 0]
  for (let depth = from; depth < to; depth += 1)
    for (const [part, level] of (piece[depth - SHALLOWEST] ?? [0, 0, 0]).entries())
      sum[part] = (sum[part] ?? 0) + level / (to - from)
  return sum
}

/** Middle distance from the middle colour. */
function spreadOf(colours: readonly Colour[]): number {
  const middles = [0, 1, 2].map((part) => middle(colours.map((colour) => colour[part] ?? 0)))
  return middle(colours.map((colour) => length(less(colour, [middles[0] ?? 0, middles[1] ?? 0, middles[2] ?? 0]))))
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** Correlation of two rows of levels; nearly 0 where they hardly vary. */
function likeness(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  let [squaresA, squaresB, products] = [a.length, a.length, 0]
  for (const [at, one] of a.entries()) {
    const other = (b[at] ?? 0) - meanB
    squaresA += (one - meanA) ** 2
    squaresB += other ** 2
    products += (one - meanA) * other
  }
  return products / Math.sqrt(squaresA * squaresB)
}

/** Colours by depth, piece by piece along a side. */
function profilesAlong(page: Picture, side: FrameSide): readonly Profile[] {
  const start = side.from + ENDS * (side.to - side.from)
  const end = side.to - ENDS * (side.to - side.from)
  const count = Math.floor((end - start) / PIECE_PX)
  return Array.from({ length: Math.max(0, count) }, (_, piece) =>
    Array.from({ length: DEEPEST - SHALLOWEST }, (_unused, row): Colour => {
      let [red, green, blue] = [0, 0, 0]
      for (let pixel = 0; pixel < PIECE_PX; pixel += 1) {
        const along = start + piece * PIECE_PX + pixel + 0.5
        const depth = SHALLOWEST + row + 0.5
        const { x, y } = pointOn(side, along, side.offset + side.slope * along + side.inwards * depth)
        red += levelAt(page, x, y, 0) / PIECE_PX
        green += levelAt(page, x, y, 1) / PIECE_PX
        blue += levelAt(page, x, y, 2) / PIECE_PX
      }
      const light = 0.299 * red + 0.587 * green + 0.114 * blue
      return [light, blue - light, red - light]
    }),
  )
}

/** Between four pixels; beyond the picture its border goes on. */
function levelAt({ width, height, data }: Picture, x: number, y: number, channel: number): number {
  const [u, v] = [Math.max(0, Math.min(width - 1.001, x - 0.5)), Math.max(0, Math.min(height - 1.001, y - 0.5))]
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const [right, below] = [u - left, v - top]
  const at = 3 * (top * width + left) + channel
  const upper = (data[at] ?? 0) * (1 - right) + (data[at + 3] ?? 0) * right
  const lower = (data[at + 3 * width] ?? 0) * (1 - right) + (data[at + 3 * width + 3] ?? 0) * right
  return upper * (1 - below) + lower * below
}
