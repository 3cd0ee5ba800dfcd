import type { Point } from '../../image/picture.ts'
import { fitPageFrame, following, type PageFrame, type Pair, toMm } from './page-frame.ts'
import type { FieldLayout } from './page-layout.ts'
import type { Stretch } from './stretch.ts'

/**
 * The labels that can be meant for one field only place the page; those that are ambiguous do once it is placed. Where the
 * outline of the page places it already, they only correct that: its own two scales are not theirs to find out.
 */
export function placePage(stretches: readonly Stretch[], given: PageFrame | undefined): PageFrame | undefined {
  const certain = pairsOf(stretches, (fields) => (fields.length === 1 ? fields[0] : undefined))
  const first = fitWithin(certain, given) ?? given
  if (first === undefined) return undefined
  const all = pairsOf(stretches, (fields, start) => nearestField(fields, toMm(first, start)))
  return fitWithin(all, given) ?? first
}

function fitWithin(pairs: readonly Pair[], given: PageFrame | undefined): PageFrame | undefined {
  if (given === undefined) return fitPageFrame(pairs)
  const correction = fitPageFrame(pairs.map(({ on, mm }) => ({ on: toMm(given, on), mm })))
  return correction === undefined ? undefined : following(given, correction)
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
