import type { PrintedLine } from '../../print/printed-line.ts'
import { type Comparable, comparable, findLabel } from './find-label.ts'
import type { FieldLayout, PageLayout } from './page-layout.ts'
import { type Stretch, stretchOf } from './stretch.ts'

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
    result.push(...valueStretches(line, from, start), {
      ...stretchOf(line, start, end),
      isLabel: true,
      labelOf: fields,
    })
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
/** Chinese characters that are set wide stand further apart; the gap of a column is then wider than theirs by half. */
const PITCH_GAP = 1.5
/** Fewer gaps than this do not tell which of them are usual. */
const LEAST_GAPS = 4

/** What stands between labels, divided where the columns of the page divide it. */
function valueStretches(line: PrintedLine, start: number, end: number): readonly Stretch[] {
  const result: Stretch[] = []
  const widest = Math.max(COLUMN_GAP, PITCH_GAP * usualGap(line, start, end))
  let from = start
  for (let index = start + 1; index <= end; index += 1) {
    if (index < end && gapBefore(line, index) < widest) continue
    result.push(...valueStretch(line, from, index))
    from = index
  }
  return result
}

/** The median gap among the characters of a stretch; 0 where there are too few to tell. */
function usualGap(line: PrintedLine, start: number, end: number): number {
  const gaps = line.characters.slice(start + 1, end).map((_, index) => gapBefore(line, start + 1 + index))
  return gaps.length < LEAST_GAPS ? 0 : (gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0)
}

/** Words with a space between them stand up to 0.8 apart. */
const SPACED_GAP = 1.05

/** From the middle of a character to that of the one before it, spaces left out; 0 where a space says they are two words. */
function gapBefore({ characters, patch }: PrintedLine, index: number): number {
  const here = characters[index]
  const isSpaced = characters[index - 1]?.text === ' '
  const before = characters[isSpaced ? index - 2 : index - 1]
  if (here === undefined || before === undefined || here.text === ' ') return 0
  const gap = ((here.at01 - before.at01) * patch.width) / patch.height
  return isSpaced && gap < SPACED_GAP ? 0 : gap
}

/** Punctuation between a label and its value belongs to neither. */
function valueStretch(line: PrintedLine, start: number, end: number): readonly Stretch[] {
  let [first, last] = [start, end]
  const isMark = (index: number) => !/[\p{Letter}\p{Number}()<*]/u.test(line.characters[index]?.text ?? '')
  while (first < last && isMark(first)) first += 1
  while (last > first && isMark(last - 1) && line.characters[last - 1]?.text !== '.') last -= 1
  return first < last ? [stretchOf(line, first, last)] : []
}
