import type { FieldKind, FieldName } from './field-kinds.ts'

/** A rectangle on a page in millimetres from its upper left corner: left, top, width, height. */
export type MmBox = readonly [left: number, top: number, width: number, height: number]

/** Where a page prints one field, and what stands beside it. */
export interface FieldLayout {
  readonly field: FieldName
  readonly kind: FieldKind
  /** What the label says, as one run of print; several where editions or languages differ. Empty: the field has none. */
  readonly labels: readonly string[]
  /** Where the label starts: its left end, half-way up. Absent where there is no label. */
  readonly labelAt?: readonly [x: number, y: number]
  /** Where the value stands. The box takes all of its lines. */
  readonly box: MmBox
}

/** Words that tell a page from those of other types, whoever holds it. */
export interface Anchor {
  readonly text: string
  /** The left end, half-way up, and the height of its capitals. */
  readonly at: readonly [x: number, y: number]
  readonly height: number
}

/** What one side of a document prints. */
export interface PageLayout {
  /** States put the fields where they like: a value is looked for under its label, wherever that is. */
  readonly placedByLabels?: true
  readonly anchors: readonly Anchor[]
  readonly fields: readonly FieldLayout[]
  /** Labels of fields that are not read: they are no values of those that are. */
  readonly otherLabels?: readonly string[]
  readonly portrait?: MmBox
}

/** Height of the capitals of a value in millimetres, about what cards print. */
export const VALUE_MM = 2.3
/** Height of a box of one line. */
export const FIRST_LINE_MM = VALUE_MM + 1.6

/** A field under its label; (x, y) is where the label starts, half-way up. */
export function below(
  field: FieldName,
  kind: FieldKind,
  labels: string | readonly string[],
  [x, y]: readonly [number, number],
  width: number,
): FieldLayout {
  return { field, kind, labels: listed(labels), labelAt: [x, y], box: [x, y + 1.1, width, FIRST_LINE_MM] }
}

/** A field to the right of its label, `gap` millimetres from the start of the label. */
export function beside(
  field: FieldName,
  kind: FieldKind,
  labels: string | readonly string[],
  [x, y]: readonly [number, number],
  gap: number,
  width: number,
  lines = 1,
): FieldLayout {
  const height = FIRST_LINE_MM
  return {
    field,
    kind,
    labels: listed(labels),
    labelAt: [x, y],
    box: [x + gap, y - height / 2, width, height + (lines - 1) * LINE_STEP_MM],
  }
}

/** A field without a label; (x, y) is where its value starts, half-way up. */
export function bare(
  field: FieldName,
  kind: FieldKind,
  [x, y]: readonly [number, number],
  width: number,
  lines = 1,
): FieldLayout {
  const height = FIRST_LINE_MM
  return { field, kind, labels: [], box: [x, y - height / 2, width, height + (lines - 1) * LINE_STEP_MM] }
}

/** From line to line of a field that takes several. */
export const LINE_STEP_MM = 4

export function anchor(text: string, at: readonly [number, number], height = 2.6): Anchor {
  return { text, at, height }
}

function listed(labels: string | readonly string[]): readonly string[] {
  return typeof labels === 'string' ? [labels] : labels
}
