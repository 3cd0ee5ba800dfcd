import type { Point } from '../../image/picture.ts'
import type { Patch } from '../page-geometry.ts'
import { following, type PageFrame, toMm } from './page-frame.ts'
import type { FieldLayout, MmBox, PageLayout } from './page-layout.ts'
import { placePage } from './place-page.ts'
import type { Stretch } from './stretch.ts'

/** Where the labels of a page stand, against where its layout has them. */
export interface LaidOut {
  /** Empty where the layout says nothing of places, or where the labels alone tell where the page lies. */
  readonly labels: readonly PlacedLabelOnView[]
  /** Ways to lay the page on its layout; what is out of place is so in all of them. */
  readonly frames: readonly PageFrame[]
}

export interface PlacedLabelOnView {
  readonly patch: Patch
  readonly awayMm: number
}

export const NOT_LAID_OUT: LaidOut = { labels: [], frames: [] }

/**
 * `given` is the frame of the page by its outline or its zone. It may be a little off, so the page is laid on its layout in
 * two ways: moved by as much as the labels are off in the middle, and as it fits all other labels best. A label counts as far
 * away only as it is in both.
 */
export function laidOut(stretches: readonly Stretch[], layout: PageLayout, given: PageFrame | undefined): LaidOut {
  if (given === undefined) return NOT_LAID_OUT
  if (layout.placedByLabels === true) return { labels: [], frames: [given] }
  const found = layout.fields.flatMap((field) => labelsOf(field, stretches))
  const shifted = moved(given, found)
  const labels = found.map(({ stretch, at }) => {
    const others = stretches.filter((other) => other !== stretch)
    return { patch: stretch.patch, awayMm: away([stretch.start], at, [shifted, fitted(others, given)]) }
  })
  return { labels, frames: [shifted, fitted(stretches, given)] }
}

/** An outline whose corners lie within 3 % of the diagonal makes a card come out a ninth too high or too wide at most. */
const MOST_STRETCH = 1.12

/** As the labels lie best, unless that takes another size or shape of page than the outline or the zone has. */
function fitted(stretches: readonly Stretch[], given: PageFrame): PageFrame {
  const frame = placePage(stretches, given) ?? given
  const isLikely = [alongOf(frame) / alongOf(given), acrossOf(frame) / acrossOf(given)].every(
    (stretch) => Math.abs(Math.log(stretch)) < Math.log(MOST_STRETCH),
  )
  return isLikely ? frame : given
}

function alongOf({ a, c }: PageFrame): number {
  return Math.hypot(a, c)
}

function acrossOf({ b, d }: PageFrame): number {
  return Math.hypot(b, d)
}

/** How far the nearest of the points lies from the middle of a box, in the frame that brings it nearest. */
export function awayFrom([left, top, width, height]: MmBox, points: readonly Point[], frames: readonly PageFrame[]) {
  if (points.length === 0 || frames.length === 0) return undefined
  return away(points, { x: left + width / 2, y: top + height / 2 }, frames)
}

function away(points: readonly Point[], at: Point, frames: readonly PageFrame[]): number {
  const distances = frames.flatMap((frame) =>
    points.map((point) => {
      const { x, y } = toMm(frame, point)
      return Math.hypot(x - at.x, y - at.y)
    }),
  )
  return Math.min(...distances)
}

interface FoundLabel {
  readonly stretch: Stretch
  readonly at: Point
}

/** Labels that can be meant for this field alone. */
function labelsOf(field: FieldLayout, stretches: readonly Stretch[]): readonly FoundLabel[] {
  const { labelAt } = field
  if (labelAt === undefined) return []
  const found = stretches.filter(({ labelOf }) => labelOf.length === 1 && labelOf[0] === field)
  const [only, ...others] = found
  // The same words twice on a page, or in two languages side by side: which of them stands in its place is not known.
  if (only === undefined || others.length > 0) return []
  return [{ stretch: only, at: { x: labelAt[0], y: labelAt[1] } }]
}

function moved(given: PageFrame, labels: readonly FoundLabel[]): PageFrame {
  const off = labels.map(({ stretch, at }) => {
    const { x, y } = toMm(given, stretch.start)
    return { x: at.x - x, y: at.y - y }
  })
  const shift = { a: 1, b: 0, tx: middle(off.map(({ x }) => x)), c: 0, d: 1, ty: middle(off.map(({ y }) => y)) }
  return following(given, shift)
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
