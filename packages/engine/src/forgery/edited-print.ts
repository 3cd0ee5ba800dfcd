import { growBox } from '../image/crop.ts'
import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { calmestNoise } from './calmest-noise.ts'
import type { CompressionHistory } from './compression-history.ts'
import { edgeSharpness } from './edge-sharpness.ts'
import { lacksHistory } from './lacks-history.ts'
import { noiseFloor } from './noise-floor.ts'

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
 * Factors of a value's measure to that of the middle value. On originals of the tuning tool print is 0.90 to 1.33 times
 * as sharp and 0.84 times as noisy or more (docs/measurements/documents.md).
 */
const SHARPER = 1.65
const SOFTER = 0.6
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

/** Values that look as if they had been written into the photograph, not onto the page. */
export function editedPrint(grey: GreyImage, boxes: readonly Box[], history: CompressionHistory): readonly OddPrint[] {
  const sharpness = boxes.map((box) => edgeSharpness(grey, box))
  const calm = boxes.map((box) => noiseBeside(grey, box))
  const [usualSharpness, usualCalm] = [middle(sharpness), middle(calm)]
  return boxes.flatMap((box, index): OddPrint[] => {
    const sharp = ratio(sharpness[index], usualSharpness)
    if (sharp > SHARPER) return [{ box, oddity: 'sharper' }]
    if (sharp < SOFTER) return [{ box, oddity: 'softer' }]
    if (ratio(calm[index], usualCalm) < CALMER && isCalmest(grey, box)) return [{ box, oddity: 'calmer' }]
    const odd = [box, ...piecesOf(box)].find((part) => lacksHistory(history.fitOf(part)))
    return odd === undefined ? [] : [{ box: odd, oddity: 'other-history' }]
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

function middle(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  return sorted.length < LEAST_VALUES ? undefined : sorted[Math.floor(sorted.length / 2)]
}

function ratio(value: number | undefined, usual: number | undefined): number {
  return value === undefined || usual === undefined || usual === 0 ? 1 : value / usual
}
