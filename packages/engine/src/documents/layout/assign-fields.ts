import type { PrintedLine } from '../../print/printed-line.ts'
import type { Patch } from '../page-geometry.ts'
import { divideLines } from './divide-lines.ts'
import { type ReadValue, readKind } from './field-kinds.ts'
import { type LaidOut, laidOut, NOT_LAID_OUT } from './laid-out.ts'
import type { PageFrame } from './page-frame.ts'
import { FIRST_LINE_MM, type FieldLayout, type MmBox, type PageLayout } from './page-layout.ts'
import { boxesByCertainty, covers, firstLetters, type PlacedValue, placed, standAsLaidOut } from './place-fields.ts'
import { placePage } from './place-page.ts'
import type { Stretch } from './stretch.ts'

/** What was printed in one field; `patches` are its lines on the picture that was read. */
export interface AssignedField extends ReadValue {
  readonly confidence01: number
  readonly patches: readonly Patch[]
}

/** How far a value may stand outside of its box, in millimetres: labels place the box, editions shift it a little. */
const SLACK_MM = { along: 2.5, across: 1.2 } as const
/** To the right of a label in the same run, the reader places a single letter up to 3 mm before where it stands. */
const SLACK_BESIDE_LABEL_MM = 4

/**
 * Mean belief below which print counts as not read. On real specimens of 270-800 px width, what was read right had 0.93
 * and more, what was made up from specks and blurred print 0.34 to 0.82 (docs/measurements/documents.md).
 */
const LEAST_CONFIDENCE = 0.85

export interface Assignment {
  readonly fields: readonly AssignedField[]
  /** Where the value of a field should stand and nothing was seen: single letters escape the detector. */
  readonly unseen: readonly Patch[]
  /** Words that stand where fields have their values, run by run, whatever they read as. */
  readonly standing: readonly Patch[]
  readonly laidOut: LaidOut
}

/**
 * Which print belongs to which field: by its label first, by its place on the page second, and only where it reads as
 * what the field holds. `given` is the frame of a page that was rectified, where there is one; the labels that were found
 * correct it. A field whose print is not of its kind stays out.
 */
export function assignFields(lines: readonly PrintedLine[], layout: PageLayout, given?: PageFrame): Assignment {
  const stretches = divideLines(lines, layout)
  const frame = layout.placedByLabels === true ? given : placePage(stretches, given)
  if (frame === undefined) return { fields: [], unseen: [], standing: [], laidOut: NOT_LAID_OUT }
  const runs = stretches.map((stretch) => placed(stretch, frame))
  const values = runs.filter(({ stretch }) => !stretch.isLabel)
  const taken = new Set<Stretch>()
  const standing = new Set<Patch>()
  const fields: AssignedField[] = []
  const unseen: Patch[] = []
  const boxes = boxesByCertainty(layout, stretches, frame)
  const asLaidOut = layout.placedByLabels !== true || standAsLaidOut(boxes)
  for (const { field, box, shift } of boxes) {
    // Where states put the fields where they like, the place of a value without its label is anybody's.
    if (shift === undefined && !asLaidOut) continue
    const slack = shift !== undefined && isBeside(field) ? SLACK_BESIDE_LABEL_MM : SLACK_MM.along
    const startsWithin = layout.placedByLabels === true ? Math.min(box[2], ALIGNED_MM) : box[2]
    const inside = values.filter(
      (value) => !taken.has(value.stretch) && stands(value, box, { from: -slack, to: startsWithin }),
    )
    const chosen = choose(field, inside, box)
    for (const { stretch } of (chosen?.parts ?? inside).filter(isWord)) standing.add(stretch.patch)
    if (chosen === undefined) {
      if (!runs.some((run) => covers(run, box))) unseen.push(firstLetters(box, frame))
      continue
    }
    for (const { stretch } of chosen.parts) taken.add(stretch)
    fields.push(...chosen.fields)
  }
  return { fields, unseen, standing: [...standing], laidOut: laidOut(stretches, layout, given) }
}

/** Where only the label tells, the value starts below it, not in the next column. */
const ALIGNED_MM = 15

/** The value stands to the right of its label. */
function isBeside({ labelAt, box: [left, top, , height] }: FieldLayout): boolean {
  return labelAt !== undefined && left > labelAt[0] && labelAt[1] > top && labelAt[1] < top + height
}

/** Where a value may begin along its box, in millimetres from its left edge. */
interface Begins {
  readonly from: number
  readonly to: number
}

function stands({ start, end }: PlacedValue, [left, top, , height]: MmBox, begins: Begins): boolean {
  const across = (start.y + end.y) / 2
  return (
    start.x > left + begins.from &&
    start.x < left + begins.to &&
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
    const parts = height > 1.5 * FIRST_LINE_MM ? inReadingOrder(inside) : onSameLine(first, inside)
    const fields = asField(field, parts) ?? asField(field, [first])
    if (fields !== undefined) return { fields, parts }
  }
  return undefined
}

/** Longer than high: no speck. */
function isWord({ stretch }: PlacedValue): boolean {
  return stretch.patch.width > 2 * stretch.patch.height
}

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
function onSameLine(first: PlacedValue, inside: readonly PlacedValue[]): readonly PlacedValue[] {
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
  const confidence01 = meanConfidence(parts)
  if (confidence01 < LEAST_CONFIDENCE) return undefined
  const read = readKind(field, kind, joined(parts.map(({ stretch }) => stretch.text)))
  const patches = parts.map(({ stretch }) => stretch.patch)
  return read?.map((value) => ({ ...value, confidence01, patches }))
}

/** Over all characters: a speck beside a line says as little about it as it says. */
function meanConfidence(parts: readonly PlacedValue[]): number {
  const lengths = parts.map(({ stretch }) => stretch.text.length)
  const sum = parts.reduce((total, { stretch }, index) => total + stretch.confidence01 * (lengths[index] ?? 0), 0)
  return (
    sum /
    Math.max(
      1,
      lengths.reduce((total, length) => total + length, 0),
    )
  )
}

/** Chinese has no spaces; everything else has one between its parts. */
function joined(texts: readonly string[]): string {
  return texts.reduce((line, text) => {
    if (line === '') return text
    return /\p{Script=Han}$/u.test(line) && /^[\p{Script=Han}\d]/u.test(text) ? line + text : `${line} ${text}`
  }, '')
}
