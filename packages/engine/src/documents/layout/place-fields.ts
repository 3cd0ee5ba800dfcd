import type { Point } from '../../image/picture.ts'
import type { Patch } from '../page-geometry.ts'
import { fromMm, type PageFrame, toMm } from './page-frame.ts'
import { FIRST_LINE_MM, type FieldLayout, type MmBox, type PageLayout } from './page-layout.ts'
import type { Stretch } from './stretch.ts'

/** Where a stretch of print begins and ends on the page, in millimetres. */
export interface PlacedValue {
  readonly stretch: Stretch
  readonly start: Point
  readonly end: Point
}

export function placed(stretch: Stretch, frame: PageFrame): PlacedValue {
  const { centre, angleRad, width } = stretch.patch
  const end = {
    x: centre.x + (width / 2) * Math.cos(angleRad),
    y: centre.y + (width / 2) * Math.sin(angleRad),
  }
  return { stretch, start: toMm(frame, stretch.start), end: toMm(frame, end) }
}

/** Where a field's value should stand. */
export interface PlacedBox {
  readonly field: FieldLayout
  readonly box: MmBox
  /** How far its own label stands off its place; undefined where that was not found. */
  readonly shift: Point | undefined
}

/** Labels nearer than this to their places do not contradict that the page is laid out the way that most are. */
const AS_LAID_OUT_MM = 3

/** At least one label was found, and all that were stand where most pages have them. */
export function standAsLaidOut(boxes: readonly PlacedBox[]): boolean {
  const shifts = boxes.flatMap(({ shift }) => (shift === undefined ? [] : [Math.hypot(shift.x, shift.y)]))
  return shifts.length > 0 && shifts.every((shift) => shift < AS_LAID_OUT_MM)
}

/** Further off than this a label of the right wording belongs to something else. */
const LABEL_SHIFT_MM = 8

/** The boxes of all fields, moved as far as their own labels stand off their places; fields with a label first. */
export function boxesByCertainty(
  layout: PageLayout,
  stretches: readonly Stretch[],
  frame: PageFrame,
): readonly PlacedBox[] {
  const placedBoxes = layout.fields.map((field) => {
    const shift = labelShift(field, layout, stretches, frame)
    const [left, top, width, height] = field.box
    const box: MmBox = shift === undefined ? field.box : [left + shift.x, top + shift.y, width, height]
    return { field, box, shift }
  })
  return placedBoxes.sort((a, b) => Number(b.shift !== undefined) - Number(a.shift !== undefined))
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

/** What is read where nothing was seen: words are seen, so a few letters are enough. */
const UNSEEN_MM = 12
/** Free paper to the left of the first letter, as the detector would leave it. */
const ROOM_MM = 1.2

/** Some print stands where the first letters of a box should be. */
export function covers({ start, end }: PlacedValue, [left, top]: MmBox): boolean {
  const across = (start.y + end.y) / 2
  return across > top && across < top + FIRST_LINE_MM && start.x < left + UNSEEN_MM && end.x > left
}

export function firstLetters([left, top, width]: MmBox, frame: PageFrame): Patch {
  const middle = top + FIRST_LINE_MM / 2
  const [start, end] = [left - ROOM_MM, left + Math.min(width, UNSEEN_MM)]
  const [from, to] = [fromMm(frame, { x: start, y: middle }), fromMm(frame, { x: end, y: middle })]
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  return {
    centre: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
    angleRad: Math.atan2(to.y - from.y, to.x - from.x),
    width: length,
    height: (length / (end - start)) * FIRST_LINE_MM,
  }
}
