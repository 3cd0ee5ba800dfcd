import { growBox } from '../image/crop.ts'
import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { calmestNoise } from './calmest-noise.ts'
import type { CompressionHistory } from './compression-history.ts'
import { lacksHistory } from './lacks-history.ts'
import { noiseFloor } from './noise-floor.ts'
import { lookOfPrint } from './print-look.ts'

/** What is odd about a printed value, in the words that a reviewer is shown. */
export const PRINT_ODDITIES = {
  sharper: 'print sharper than the rest',
  softer: 'print softer than the rest',
  calmer: 'less noise than anywhere else in the picture',
  'other-history': 'compressed otherwise than the picture',
} as const

export type PrintOddity = keyof typeof PRINT_ODDITIES

export interface OddPrint {
  readonly box: Box
  readonly oddity: PrintOddity
}

/** Fewer values have no middle to be away from. */
const LEAST_VALUES = 4
/**
 * Logarithm of a value's steepness less that of the middle one: the camera blurs all print alike, whatever its writing,
 * while whoever draws or lays in letters has to guess how much. On 37 originals of the tuning tool it is 0.05 at most, and
 * 0.20 at most where glare lies on a value; values typed into a photograph reach 0.26 to 0.40
 * (docs/measurements/documents.md). Where the other values differ among each other, as on pages in several faces of
 * type, it has to be as many times their mean distance.
 */
const LEAST_AWAY = 0.22
const AWAY_SPREADS = 4
/** Noise between the letters as a factor of that of the middle value: 0.62 and more on the same originals. */
const CALMER = 0.6
/** The same factor to the calmest places of the picture, print included in what the value shows; and their least noise. */
const CALMEST = 0.8
const LEAST_NOISE = 0.7
/** Levels that are added to both noises: below them compression leaves what it likes. */
const NOISE_BASE = 0.3
/** Around a value, the paper within this factor of its height. */
const PAPER_AROUND = 1.6
/** A value may be changed in part: it is looked at as a whole and in pieces. */
const PIECES = 3

/** What was found on the values of a page, and how many of them could be looked at. */
export interface PrintFinding {
  readonly odd: readonly OddPrint[]
  readonly lookedAt: number
}

/** Values that look as if they had been written into the photograph, not onto the page. */
export function editedPrint(grey: GreyImage, boxes: readonly Box[], history: CompressionHistory): PrintFinding {
  const looks = boxes.map((box) => lookOfPrint(grey, box))
  const away = awayFromOthers(looks.map((look) => look?.steepness))
  const calm = boxes.map((box) => noiseBeside(grey, box))
  const usualCalm = middle(calm)
  const odd = boxes.flatMap((box, index): OddPrint[] => {
    const steeper = away[index] ?? 0
    if (steeper !== 0) return [{ box, oddity: steeper > 0 ? 'sharper' : 'softer' }]
    if (ratio(calm[index], usualCalm) < CALMER && isCalmest(grey, box)) return [{ box, oddity: 'calmer' }]
    const part = [box, ...piecesOf(box)].find((piece) => lacksHistory(history.fitOf(piece)))
    return part === undefined ? [] : [{ box: part, oddity: 'other-history' }]
  })
  const count = looks.filter((look) => look !== undefined).length
  return { odd, lookedAt: count < LEAST_VALUES ? 0 : count }
}

/** How far each value lies from the middle of the others, in logarithms; 0 where that is not far, or cannot be told. */
function awayFromOthers(values: readonly (number | undefined)[]): readonly number[] {
  return values.map((value, index) => {
    const others = values.filter((other, at) => other !== undefined && at !== index)
    const usual = middle(others, LEAST_VALUES - 1)
    if (value === undefined || usual === undefined) return 0
    const apart = others.reduce<number>((sum, other) => sum + Math.abs(Math.log((other ?? usual) / usual)), 0)
    const away = Math.log(value / usual)
    return Math.abs(away) > Math.max(LEAST_AWAY, (AWAY_SPREADS * apart) / others.length) ? away : 0
  })
}

/** Noise between the letters as a factor of that on the paper around them. */
function noiseBeside(grey: GreyImage, box: Box): number | undefined {
  const room = (PAPER_AROUND - 1) * box.height
  const around = { x: box.x - room, y: box.y - room, width: box.width + 2 * room, height: box.height + 2 * room }
  const [inside, outside] = [noiseFloor(grey, box), noiseFloor(grey, around, growBox(box, 1.02))]
  return inside === undefined || outside === undefined ? undefined : (inside + NOISE_BASE) / (outside + NOISE_BASE)
}

/** The paper around may carry fine print that looks like noise; other calm places of the picture do not. */
function isCalmest(grey: GreyImage, box: Box): boolean {
  const [own, calmest] = [noiseFloor(grey, box), calmestNoise(grey, box)]
  if (own === undefined || calmest === undefined || calmest < LEAST_NOISE) return false
  return (own + NOISE_BASE) / (calmest + NOISE_BASE) < CALMEST
}

function piecesOf({ x, y, width, height }: Box): readonly Box[] {
  return Array.from({ length: PIECES }, (_, piece) => ({
    x: x + (piece * width) / PIECES,
    y,
    width: width / PIECES,
    height,
  }))
}

function middle(values: readonly (number | undefined)[], least = LEAST_VALUES): number | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  return sorted.length < least ? undefined : sorted[Math.floor(sorted.length / 2)]
}

function ratio(value: number | undefined, usual: number | undefined): number {
  return value === undefined || usual === undefined || usual === 0 ? 1 : value / usual
}
