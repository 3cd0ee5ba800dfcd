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
  /** The same spread as a factor of that of what lies further in: small where a line is printed around the portrait. */
  readonly variety: number
}

/**
 * On 100 originals of both tools strangeness reaches 0.08 once and -0.64 else, on 57 of our own with rounded corners, soft
 * borders, white lines, margins, patterns and sharpening -0.08 (docs/measurements/documents.md).
 */
const MOST_STRANGE = 0.4
/** Around ten portraits a dark line was drawn: spread 0.43 at most, variety 0.68 at most. */
const LINE = { spread: 0.5, variety: 0.8 } as const

/** The rim was not printed together with the portrait, nor is it a line that was printed around it. */
export function isStrange(rim: PortraitRim): boolean {
  const isLine = rim.spread < LINE.spread && rim.variety < LINE.variety
  return strangenessOf(rim) > MOST_STRANGE && !isLine
}

/** Three ways to look at the same thing, in logarithms that vary about as much on originals. */
export function strangenessOf({ change, apart, spread }: PortraitRim): number {
  return change + apart - Math.log(spread)
}

/** Pieces of a side over which colours are averaged, in pixels; and the ends of a side that are left out, as a share. */
const PIECE_PX = 12
const ENDS = 0.14
/** Fewer pieces than those of half a portrait's sides tell nothing. */
const LEAST_PIECES = 24
/** Depths in pixels inwards from the side: the rim begins where a sharp photograph's own blur ends. */
type Strip = readonly [from: number, to: number]
const RIM: Strip = [2, 4]
const OUTERMOST: Strip = [1, 3]
const INNER: Strip = [6, 9]
const FURTHER = [8, 12, 16] as const
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

/** Undefined where too little of the sides can be seen. */
export function portraitRim(page: Picture, sides: PortraitFrame): PortraitRim | undefined {
  const pieces = sides.flatMap((side) => profilesAlong(page, side)).filter(isStep)
  if (pieces.length < LEAST_PIECES) return undefined
  const rims = pieces.map((piece) => rimDifference(piece))
  const further = FURTHER.map((from) => mean(pieces.map((piece) => length(less(...strips(piece, from))))))
  const change = Math.log((mean(rims) + BASE) / (mean(further) + BASE))
  const light = (strip: Strip) => pieces.map((piece) => over(piece, strip)[0])
  const apart =
    Math.atanh(likeness(light([FURTHER[0], FURTHER[0] + 2]), light([FURTHER[0] + 6, FURTHER[0] + 9]))) -
    Math.atanh(likeness(light(OUTERMOST), light([7, 10])))
  const [spread, usual] = [RIM, INNER].map((strip) => spreadOf(pieces.map((piece) => over(piece, strip))) + BASE)
  if (spread === undefined || usual === undefined) return undefined
  return { change, apart, spread: spread / (mean(rims) + BASE), variety: spread / usual }
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
