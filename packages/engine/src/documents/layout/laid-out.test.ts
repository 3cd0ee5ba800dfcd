import { describe, expect, it } from 'vitest'
import { laidOut } from './laid-out.ts'
import type { PageFrame } from './page-frame.ts'
import { below, type FieldLayout, type PageLayout } from './page-layout.ts'
import type { Stretch } from './stretch.ts'

const FIELDS = [
  below('surname', 'name', 'Surname', [30, 12], 40),
  below('givenNames', 'name', 'Given names', [30, 22], 40),
  below('birthDate', 'date', 'Date of birth', [30, 32], 20),
  below('documentNumber', 'number', 'Number', [55, 32], 20),
  below('expiryDate', 'date', 'Date of expiry', [30, 42], 20),
]
const LAYOUT: PageLayout = { anchors: [], fields: FIELDS, portrait: [4, 12, 22, 28] }
/** Ten pixels a millimetre. */
const GIVEN: PageFrame = { a: 0.1, b: 0, tx: 0, c: 0, d: 0.1, ty: 0 }

function label(field: FieldLayout, offMm: readonly [number, number] = [0, 0]): Stretch {
  const [x = 0, y = 0] = field.labelAt ?? []
  const start = { x: 10 * (x + offMm[0]), y: 10 * (y + offMm[1]) }
  const patch = { centre: { x: start.x + 60, y: start.y }, angleRad: 0, width: 120, height: 15 }
  return { text: field.labels[0] ?? '', confidence01: 1, patch, start, isLabel: true, labelOf: [field] }
}

const awayOf = (stretches: readonly Stretch[], given: PageFrame | undefined = GIVEN, layout = LAYOUT) =>
  laidOut(stretches, layout, given).labels.map(({ awayMm }) => awayMm)

describe('where labels stand', () => {
  it('is told in millimetres from where the layout has them', () => {
    const [surname, ...others] = FIELDS
    if (surname === undefined) throw new Error('no field')
    const away = awayOf([label(surname, [0, -7]), ...others.map((field) => label(field))])
    expect(away[0]).toBeCloseTo(7)
    for (const other of away.slice(1)) expect(other).toBeLessThan(0.1)
  })

  it('is right for a page that is not quite where it was taken to be', () => {
    for (const away of awayOf(FIELDS.map((field) => label(field, [3, -2])))) expect(away).toBeLessThan(0.1)
    const larger: PageFrame = { ...GIVEN, a: 0.108, d: 0.108 }
    for (const away of awayOf(
      FIELDS.map((field) => label(field)),
      larger,
    ))
      expect(away).toBeLessThan(0.3)
  })

  it('does not take another size or shape of page for the place of its labels', () => {
    const closer = FIELDS.map((field) => label(field, [0, -0.35 * ((field.labelAt?.[1] ?? 0) - 12)]))
    expect(Math.max(...awayOf(closer))).toBeGreaterThan(4)
  })

  it('is not told of labels that occur twice, or that may be meant for several fields', () => {
    const [surname, givenNames, ...others] = FIELDS
    if (surname === undefined || givenNames === undefined) throw new Error('no field')
    const twice = [label(surname), label(surname, [0, 20])]
    const either = { ...label(givenNames), labelOf: [givenNames, surname] }
    expect(awayOf([...twice, either, ...others.map((field) => label(field))])).toHaveLength(3)
  })

  it('is not told where only the labels say where the page lies, nor where states put them where they like', () => {
    const stretches = FIELDS.map((field) => label(field))
    expect(laidOut(stretches, LAYOUT, undefined)).toEqual({ labels: [], frames: [] })
    expect(awayOf(stretches, GIVEN, { ...LAYOUT, placedByLabels: true })).toEqual([])
  })
})
