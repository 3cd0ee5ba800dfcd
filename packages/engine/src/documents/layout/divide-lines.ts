import type { Point } from '../../image/picture.ts'
import type { PrintedLine } from '../../print/printed-line.ts'
import type { Patch } from '../page-geometry.ts'
import { type Comparable, comparable, findLabel } from './find-label.ts'
import type { FieldLayout, PageLayout } from './page-layout.ts'

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

interface Wanted {
  readonly label: Comparable
  readonly fields: readonly FieldLayout[]
}

/** Divides runs of print into labels and values: a detector takes for one run what stands close together. */
export function divideLines(lines: readonly PrintedLine[], layout: PageLayout): readonly Stretch[] {
  const wanted = labelsOf(layout)
  const anchors = layout.anchors.map(({ text, at }) => ({ label: comparable([...text]), at }))
  return lines.flatMap((line) => divide(line, wanted)).map((stretch) => withAnchor(stretch, anchors))
}

interface PlacedAnchor {
  readonly label: Comparable
  readonly at: readonly [x: number, y: number]
}

/** A title is no label: the same word may stand in a field. It only helps to place the page. */
function withAnchor(stretch: Stretch, anchors: readonly PlacedAnchor[]): Stretch {
  if (stretch.isLabel) return stretch
  const characters = [...stretch.text]
  const run = comparable(characters)
  const found = anchors.find(({ label }) => {
    const lengths = [label.letters.length, run.letters.length]
    return Math.max(...lengths) < 1.2 * Math.min(...lengths) && findLabel(run, label, characters) !== undefined
  })
  return found === undefined ? stretch : { ...stretch, anchorAt: found.at }
}

/** Longer labels first: "Date of birth" must not be taken for "Date". */
function labelsOf({ fields, otherLabels = [] }: PageLayout): readonly Wanted[] {
  const byText = new Map<string, FieldLayout[]>(otherLabels.map((label) => [label, []]))
  for (const field of fields) {
    for (const label of field.labels) byText.set(label, [...(byText.get(label) ?? []), field])
  }
  return [...byText]
    .map(([text, of]) => ({ label: comparable([...text]), fields: of }))
    .sort((a, b) => b.label.letters.length - a.label.letters.length)
}

interface Cut {
  readonly start: number
  readonly end: number
  readonly fields: readonly FieldLayout[]
}

function divide(line: PrintedLine, wanted: readonly Wanted[]): readonly Stretch[] {
  const texts = line.characters.map(({ text }) => text)
  const cuts: Cut[] = []
  // What a found label covered is gone for the next one.
  const left = [...texts]
  for (const { label, fields } of wanted) {
    const found = findLabel(comparable(left), label, left)
    if (found === undefined) continue
    cuts.push({ start: found.start, end: found.end, fields })
    left.fill('\u0000', found.start, found.end)
  }
  cuts.sort((a, b) => a.start - b.start)
  return stretches(line, cuts)
}

function stretches(line: PrintedLine, cuts: readonly Cut[]): readonly Stretch[] {
  const result: Stretch[] = []
  let from = 0
  for (const { start, end, fields } of cuts) {
    result.push(...valueStretches(line, from, start), { ...stretch(line, start, end), isLabel: true, labelOf: fields })
    from = end
  }
  result.push(...valueStretches(line, from, line.characters.length))
  return result
}

/**
 * A gap from middle to middle of two characters that divides values, in heights of the run as the detector cut it: words
 * stand half of it apart, Chinese characters as well.
 */
const COLUMN_GAP = 0.9

/** What stands between labels, divided where the columns of the page divide it. */
function valueStretches(line: PrintedLine, start: number, end: number): readonly Stretch[] {
  const result: Stretch[] = []
  let from = start
  for (let index = start + 1; index <= end; index += 1) {
    if (index < end && gapBefore(line, index) < COLUMN_GAP) continue
    result.push(...valueStretch(line, from, index))
    from = index
  }
  return result
}

function gapBefore({ characters, patch }: PrintedLine, index: number): number {
  const [before, after] = [characters[index - 1], characters[index]]
  if (before === undefined || after === undefined || before.text === ' ' || after.text === ' ') return 0
  return ((after.at01 - before.at01) * patch.width) / patch.height
}

/** Punctuation between a label and its value belongs to neither. */
function valueStretch(line: PrintedLine, start: number, end: number): readonly Stretch[] {
  let [first, last] = [start, end]
  const isMark = (index: number) => !/[\p{Letter}\p{Number}()<*]/u.test(line.characters[index]?.text ?? '')
  while (first < last && isMark(first)) first += 1
  while (last > first && isMark(last - 1) && line.characters[last - 1]?.text !== '.') last -= 1
  return first < last ? [stretch(line, first, last)] : []
}

function stretch(line: PrintedLine, start: number, end: number): Stretch {
  const characters = line.characters.slice(start, end)
  const { patch } = line
  const isWhole = end - start === line.characters.length
  const left = isWhole ? 0 : edgeBefore(line, start)
  const right = isWhole ? 1 : edgeBefore(line, end)
  const [cos, sin] = [Math.cos(patch.angleRad), Math.sin(patch.angleRad)]
  const on = (at01: number): Point => ({
    x: patch.centre.x + (at01 - 0.5) * patch.width * cos,
    y: patch.centre.y + (at01 - 0.5) * patch.width * sin,
  })
  // The detector leaves about a third of a line's height free at either end; inside of a line a letter is a quarter of the
  // height to its left edge, and what is left to the character before is the gap of a column.
  const spare = patch.height / patch.width
  const first = characters[0]?.at01 ?? 0
  const begins = start === 0 ? Math.min(0.5, spare / 3) : Math.max(left, first - spare / 4)
  return {
    text: characters.map(({ text }) => text).join(''),
    confidence01: characters.reduce((sum, { confidence01 }) => sum + confidence01, 0) / Math.max(1, characters.length),
    patch: { ...patch, centre: on((left + right) / 2), width: (right - left) * patch.width },
    start: on(begins),
    isLabel: false,
    labelOf: [],
  }
}

/** Half-way between a character and the one before it. */
function edgeBefore({ characters }: PrintedLine, index: number): number {
  const [before, after] = [characters[index - 1], characters[index]]
  if (before === undefined) return 0
  if (after === undefined) return 1
  return (before.at01 + after.at01) / 2
}
