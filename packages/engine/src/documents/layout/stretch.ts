import type { Point } from '../../image/picture.ts'
import type { PrintedLine } from '../../print/printed-line.ts'
import type { Patch } from '../page-geometry.ts'
import type { FieldLayout } from './page-layout.ts'

/** A stretch of a run of print: one label, or what stands between labels. */
export interface Stretch {
  readonly text: string
  readonly confidence01: number
  readonly patch: Patch
  /** Its left end, half-way up. */
  readonly start: Point
  readonly isLabel: boolean
  /** The fields that the label may belong to; none for values and for labels of what is not read. */
  readonly labelOf: readonly FieldLayout[]
  /** Where the title stands that the whole stretch reads as. */
  readonly anchorAt?: readonly [x: number, y: number]
}

/** The characters `start` to `end` (exclusive) of a run as a value. */
export function stretchOf(line: PrintedLine, start: number, end: number): Stretch {
  const characters = line.characters.slice(start, end)
  const { patch } = line
  const isWhole = end - start === line.characters.length
  const left = isWhole ? 0 : edgeBefore(line, start)
  const right = isWhole ? 1 : edgeBefore(line, end)
  // The detector leaves about a third of a line's height free at either end; inside of a line a letter is a quarter of the
  // height to its left edge, and what is left to the character before is the gap of a column.
  const spare = patch.height / patch.width
  const first = characters[0]?.at01 ?? 0
  const begins = start === 0 ? Math.min(0.5, spare / 3) : Math.max(left, first - spare / 4)
  return {
    text: characters.map(({ text }) => text).join(''),
    confidence01: characters.reduce((sum, { confidence01 }) => sum + confidence01, 0) / Math.max(1, characters.length),
    patch: { ...patch, centre: along(patch, (left + right) / 2), width: (right - left) * patch.width },
    start: along(patch, begins),
    isLabel: false,
    labelOf: [],
  }
}

/** A point of the middle line of a patch, 0 at its left end, 1 at its right end. */
function along({ centre, angleRad, width }: Patch, at01: number): Point {
  const reach = (at01 - 0.5) * width
  return { x: centre.x + reach * Math.cos(angleRad), y: centre.y + reach * Math.sin(angleRad) }
}

/** Half-way between a character and the one before it. */
function edgeBefore({ characters }: PrintedLine, index: number): number {
  const [before, after] = [characters[index - 1], characters[index]]
  if (before === undefined) return 0
  if (after === undefined) return 1
  return (before.at01 + after.at01) / 2
}
