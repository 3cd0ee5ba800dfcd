import type { Point } from '../../image/picture.ts'
import type { PrintedLine } from '../../print/printed-line.ts'
import type { Patch } from '../page-geometry.ts'
import { divideLines, type Stretch } from './divide-lines.ts'
import { type ReadValue, readKind } from './field-kinds.ts'
import { fitPageFrame, type PageFrame, type Pair, toMm } from './page-frame.ts'
import { type FieldLayout, type MmBox, type PageLayout, VALUE_MM } from './page-layout.ts'

/** What was printed in one field; `patches` are its lines on the picture that was read. */
export interface AssignedField extends ReadValue {
  readonly confidence01: number
  readonly patches: readonly Patch[]
}

/** How far a value may stand outside of its box, in millimetres: labels place the box, editions shift it a little. */
const SLACK_MM = { along: 2.5, across: 1.2 } as const

/**
 * Mean belief below which print counts as not read. On real specimens of 270-800 px width, what was read right had 0.93
 * and more, what was made up from specks and blurred print 0.34 to 0.82 (docs/measurements/documents.md).
 */
const LEAST_CONFIDENCE = 0.85

/**
 * Which print belongs to which field: by its label first, by its place on the page second, and only where it reads as
 * what the field holds. `given` is the frame of a page that was rectified, where there is one; the labels that were found
 * correct it. A field whose print is not of its kind stays out.
 */
export function assignFields(
  lines: readonly PrintedLine[],
  layout: PageLayout,
  given?: PageFrame,
): readonly AssignedField[] {
  const stretches = divideLines(lines, layout)
  const frame = layout.placedByLabels === true ? given : frameOf(stretches, given)
  if (frame === undefined) return []
  const values = stretches.filter(({ isLabel }) => !isLabel).map((value) => placed(value, frame))
  const taken = new Set<Stretch>()
  const assigned: AssignedField[] = []
  for (const { field, box } of boxesByCertainty(layout, stretches, frame)) {
    const startsWithin = layout.placedByLabels === true ? Math.min(box[2], ALIGNED_MM) : box[2]
    const inside = values.filter((value) => !taken.has(value.stretch) && stands(value, box, startsWithin))
    const chosen = choose(field, inside, box)
    if (chosen === undefined) continue
    for (const { stretch } of chosen.parts) taken.add(stretch)
    assigned.push(...chosen.fields)
  }
  return assigned
}

/** The labels that can be meant for one field only place the page; those that are ambiguous do once it is placed. */
function frameOf(stretches: readonly Stretch[], given: PageFrame | undefined): PageFrame | undefined {
  const certain = pairsOf(stretches, (fields) => (fields.length === 1 ? fields[0] : undefined))
  const first = fitPageFrame(certain) ?? given
  if (first === undefined) return undefined
  const all = pairsOf(stretches, (fields, start) => nearestField(fields, toMm(first, start)))
  return fitPageFrame(all) ?? first
}

function pairsOf(
  stretches: readonly Stretch[],
  meant: (fields: readonly FieldLayout[], start: Point) => FieldLayout | undefined,
): readonly Pair[] {
  return stretches.flatMap(({ labelOf, anchorAt, start }) => {
    const at = anchorAt ?? meant(labelOf, start)?.labelAt
    return at === undefined ? [] : [{ on: start, mm: { x: at[0], y: at[1] } }]
  })
}

function nearestField(fields: readonly FieldLayout[], { x, y }: Point): FieldLayout | undefined {
  const away = ({ labelAt: [u, v] = [0, 0] }: FieldLayout) => Math.hypot(u - x, v - y)
  return [...fields].sort((a, b) => away(a) - away(b))[0]
}

interface PlacedValue {
  readonly stretch: Stretch
  readonly start: Point
  readonly end: Point
}

function placed(stretch: Stretch, frame: PageFrame): PlacedValue {
  const { centre, angleRad, width } = stretch.patch
  const end = {
    x: centre.x + (width / 2) * Math.cos(angleRad),
    y: centre.y + (width / 2) * Math.sin(angleRad),
  }
  return { stretch, start: toMm(frame, stretch.start), end: toMm(frame, end) }
}

interface PlacedBox {
  readonly field: FieldLayout
  readonly box: MmBox
}

/** Further off than this a label of the right wording belongs to something else. */
const LABEL_SHIFT_MM = 8

/** The boxes of all fields, moved as far as their own labels stand off their places; fields with a label first. */
function boxesByCertainty(layout: PageLayout, stretches: readonly Stretch[], frame: PageFrame): readonly PlacedBox[] {
  const placedBoxes = layout.fields.map((field) => {
    const shift = labelShift(field, layout, stretches, frame)
    const [left, top, width, height] = field.box
    const box: MmBox = shift === undefined ? field.box : [left + shift.x, top + shift.y, width, height]
    return { field, box, labelled: shift !== undefined }
  })
  return placedBoxes.sort((a, b) => Number(b.labelled) - Number(a.labelled))
}

function labelShift(
  field: FieldLayout,
  layout: PageLayout,
  stretches: readonly Stretch[],
  frame: PageFrame,
): Point | undefined {
  const { labelAt } = field
  if (labelAt === undefined) return undefined
  const furthest = layout.placedByLabels === true ? Number.POSITIVE_INFINITY : LABEL_SHIFT_MM
  const shifts = stretches
    .filter(({ labelOf }) => labelOf.includes(field))
    .map(({ start }) => {
      const at = toMm(frame, start)
      return { x: at.x - labelAt[0], y: at.y - labelAt[1] }
    })
    .sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))
  const [least] = shifts
  return least === undefined || Math.hypot(least.x, least.y) > furthest ? undefined : least
}

/** Where only the label tells, the value starts below it, not in the next column. */
const ALIGNED_MM = 15

function stands({ start, end }: PlacedValue, [left, top, , height]: MmBox, startsWithin: number): boolean {
  const across = (start.y + end.y) / 2
  return (
    start.x > left - SLACK_MM.along &&
    start.x < left + startsWithin &&
    across > top - SLACK_MM.across &&
    across < top + height + SLACK_MM.across
  )
}

interface Choice {
  readonly fields: readonly AssignedField[]
  readonly parts: readonly PlacedValue[]
}

/** The run nearest to where the value starts, with what follows it, that reads as the kind of the field. */
function choose(field: FieldLayout, inside: readonly PlacedValue[], box: MmBox): Choice | undefined {
  const [left, top, , height] = box
  // Runs of the next row are as near as runs a little further along, but belong to something else.
  const away = ({ start }: PlacedValue) => Math.hypot(start.x - left, 2 * (start.y - top - FIRST_LINE_MM / 2))
  for (const first of [...inside].sort((a, b) => away(a) - away(b))) {
    // The nearest word decides. What cannot be read is not replaced by what stands further off.
    if (isWord(first) && first.stretch.confidence01 < LEAST_CONFIDENCE) return undefined
    const parts = height > 1.5 * FIRST_LINE_MM ? inReadingOrder(inside) : following(first, inside)
    const fields = asField(field, parts) ?? asField(field, [first])
    if (fields !== undefined) return { fields, parts }
  }
  return undefined
}

/** Longer than high: no speck. */
function isWord({ stretch }: PlacedValue): boolean {
  return stretch.patch.width > 2 * stretch.patch.height
}

/** Height of a box of one line. */
const FIRST_LINE_MM = VALUE_MM + 1.6
/** Print on one line of text stands less than half a line apart. */
const SAME_LINE_MM = 1.8
/** A wider gap than this divides columns: words stand a third of it apart. */
const GAP_MM = 4

function inReadingOrder(values: readonly PlacedValue[]): readonly PlacedValue[] {
  return [...values].sort((a, b) =>
    Math.abs(a.start.y - b.start.y) < SAME_LINE_MM ? a.start.x - b.start.x : a.start.y - b.start.y,
  )
}

/** A run and those that go on with it on the same line. */
function following(first: PlacedValue, inside: readonly PlacedValue[]): readonly PlacedValue[] {
  const row = inside
    .filter(({ start }) => Math.abs(start.y - first.start.y) < SAME_LINE_MM && start.x > first.start.x)
    .sort((a, b) => a.start.x - b.start.x)
  const parts = [first]
  for (const next of row) {
    if (next.start.x - (parts.at(-1) ?? first).end.x > GAP_MM) break
    parts.push(next)
  }
  return parts
}

function asField({ field, kind }: FieldLayout, parts: readonly PlacedValue[]): readonly AssignedField[] | undefined {
  const sum = parts.reduce((total, { stretch }) => total + stretch.confidence01, 0)
  if (sum / parts.length < LEAST_CONFIDENCE) return undefined
  const read = readKind(field, kind, joined(parts.map(({ stretch }) => stretch.text)))
  const patches = parts.map(({ stretch }) => stretch.patch)
  return read?.map((value) => ({ ...value, confidence01: sum / parts.length, patches }))
}

/** Chinese has no spaces; everything else has one between its parts. */
function joined(texts: readonly string[]): string {
  return texts.reduce((line, text) => {
    if (line === '') return text
    return /\p{Script=Han}$/u.test(line) && /^[\p{Script=Han}\d]/u.test(text) ? line + text : `${line} ${text}`
  }, '')
}
