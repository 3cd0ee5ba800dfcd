import type { GreyImage } from '../image/grey.ts'
import type { Box, Point } from '../image/picture.ts'
import { scaledTo } from '../mrz/resample-grey.ts'
import { betweenPixels, likestPlace, type PatchMatch } from './match-patch.ts'
import { paperLikeness } from './paper-likeness.ts'
import { type SummedPicture, summedPicture } from './summed-picture.ts'

/** Letters that stand on a page twice with the same paper under them: one of the places was copied over the other. */
export interface RepeatedPrint {
  readonly box: Box
  readonly from: Box
  readonly correlation: number
}

/** Print is looked through at this height first, in pixels of a line. */
const GLANCE_PX = 8
/** Larger print is made smaller first: scans of many pixels tell no more, and cost with the fourth power of their scale. */
const LARGEST_LINE_PX = 48
/** A piece of a value, in heights of a line: two letters and more. */
const PIECE = { width: 2.4, height: 1.25, step: 0.6 } as const
/** Of a value that is far longer than any that documents print, only so many pieces are looked at. */
const MOST_PIECES = 24
/** Room around a value in which its print may be met, in heights of a line. */
const ROOM = 0.45
/** Letters less alike than this are others; of the places that look alike at a glance, so many are looked at closely. */
const ALIKE = { atAGlance: 0.7, closely: 0.9 } as const
const LOOKED_AT = 2
/** Strokes of letters are wider than this many pixels, so that no match lies between two tries. */
const STRIDE = 2
/** Fewer pixels of bare paper tell nothing. */
const LEAST_PAPER = 150
/**
 * On 30 originals of the tuning tool the paper around letters that look alike correlates by 0.17 at most, but on 3 of 100 of the
 * second tool by 0.65 to 0.70; on pages with letters moved by 0.65 to 0.96 (docs/measurements/documents.md).
 */
const LEAST_CORRELATION = 0.72

/**
 * Looks for print that was copied from one value of a flat page over another. The same letters may stand on a page twice,
 * but the pattern under them and the camera's noise do not.
 */
export function repeatedPrint(flat: GreyImage, values: readonly Box[]): readonly RepeatedPrint[] {
  const heights = values.map(({ height }) => height).sort((a, b) => a - b)
  const line = heights[Math.floor(heights.length / 2)]
  if (line === undefined) return []
  const scale = Math.min(1, LARGEST_LINE_PX / line)
  const page = scale === 1 ? flat : timesPicture(flat, scale)
  const boxes = values.map((value) => timesAll(value, scale))
  return repeatedOn(page, boxes, scale * line).map(({ box, from, correlation }) => ({
    box: timesAll(box, 1 / scale),
    from: timesAll(from, 1 / scale),
    correlation,
  }))
}

function repeatedOn(page: GreyImage, values: readonly Box[], line: number): readonly RepeatedPrint[] {
  const scale = Math.min(1, GLANCE_PX / line)
  const [glance, closely] = [summedPicture(timesPicture(page, scale)), summedPicture(page)]
  return values.flatMap((value) =>
    piecesOf(value, line).flatMap((piece) => {
      const places = values.flatMap((other) => glanceAt(glance, piece, growBy(other, ROOM * line), scale) ?? [])
      const near = places.sort((a, b) => b.likeness - a.likeness).slice(0, LOOKED_AT)
      return near.flatMap((place) => copyOf(closely, piece, place, 1 / scale) ?? []).slice(0, 1)
    }),
  )
}

function timesPicture(picture: GreyImage, factor: number): GreyImage {
  return scaledTo(picture, Math.round(factor * Math.max(picture.width, picture.height)))
}

function timesAll({ x, y, width, height }: Box, factor: number): Box {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor }
}

function piecesOf({ x, y, width, height }: Box, line: number): readonly Box[] {
  const size = { width: Math.round(PIECE.width * line), height: Math.round(PIECE.height * height) }
  const [first, last] = [x - 0.2 * line, x + width + 0.3 * line - size.width]
  if (last < first) return []
  const count = Math.min(MOST_PIECES, Math.floor((last - first) / (PIECE.step * line)) + 1)
  return Array.from({ length: count }, (_, piece) => ({
    x: Math.round(first + (piece * (last - first)) / Math.max(1, count - 1)),
    y: Math.round(y + (height - size.height) / 2),
    ...size,
  }))
}

/** Places at whole pixels around a point. */
function around({ x, y }: Point, reach: number): Box {
  return growBy({ x: Math.round(x), y: Math.round(y), width: 0, height: 0 }, reach)
}

function growBy({ x, y, width, height }: Box, room: number): Box {
  return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room }
}

/** The place in a value where a piece of print seems to be met again, in pixels of the page. */
function glanceAt(glance: SummedPicture, piece: Box, value: Box, scale: number): PatchMatch | undefined {
  const patch = {
    x: Math.round(scale * piece.x),
    y: Math.round(scale * piece.y),
    width: Math.round(scale * piece.width),
    height: Math.round(scale * piece.height),
  }
  const within = {
    x: scale * value.x,
    y: scale * value.y,
    width: scale * value.width - patch.width,
    height: scale * value.height - patch.height,
  }
  const isApart = (x: number, y: number) =>
    Math.abs(x - patch.x) >= 0.8 * patch.width || Math.abs(y - patch.y) >= 0.6 * patch.height
  const place = likestPlace(glance, patch, { within, isApart, least: ALIKE.atAGlance })
  if (place === undefined) return undefined
  const { x, y } = place.at
  return {
    likeness: place.likeness,
    at: { x: piece.x + (x - patch.x) / scale, y: piece.y + (y - patch.y) / scale },
  }
}

/** Whether what seems to be the same print lies on the same paper. */
function copyOf(flat: SummedPicture, piece: Box, { at }: PatchMatch, glancePx: number): RepeatedPrint | undefined {
  const reach = Math.ceil(1.2 * glancePx)
  const near = likestPlace(flat, piece, { within: around(at, reach), step: STRIDE })
  if (near === undefined) return undefined
  const place = likestPlace(flat, piece, { within: around(near.at, STRIDE - 1), least: ALIKE.closely })
  if (place === undefined) return undefined
  const exact = betweenPixels(flat, piece, place)
  const { correlation, pixels } = paperLikeness(flat.grey, piece, exact.at)
  if (pixels < LEAST_PAPER || correlation < LEAST_CORRELATION) return undefined
  return { box: piece, from: { ...piece, ...exact.at }, correlation }
}
