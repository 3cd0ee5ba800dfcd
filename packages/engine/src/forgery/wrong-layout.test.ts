import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Quad } from '../image/homography.ts'
import type { PageReading } from '../verification/document-reading.ts'
import { wrongLayout } from './wrong-layout.ts'

const CORNERS: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
const page = (awayMm: readonly number[], portraitAwayMm?: number): PageReading => ({
  page: '01',
  width: 10,
  height: 10,
  outlined: true,
  corners: CORNERS,
  labels: awayMm.map((away) => ({ corners: CORNERS, awayMm: away })),
  ...(portraitAwayMm === undefined ? {} : { portraitAwayMm }),
})

describe('a layout', () => {
  it('is wrong where a label stands elsewhere while others stand in their places', () => {
    expect(wrongLayout(page([0.1, 0.2, 1.5, 6.5])).labels).toHaveLength(1)
    expect(wrongLayout(page([0.1, 0.2, 1.5, 6.5, 9])).labels).toHaveLength(2)
  })

  it('is not judged by labels where hardly one of them stands where the type has it', () => {
    expect(wrongLayout(page([0.1, 0.2, 6.5, 9])).labels).toEqual([])
    expect(wrongLayout(page([])).labels).toEqual([])
  })

  it('is wrong where the portrait stands on the other side of the page, and only then', () => {
    expect(wrongLayout(page([], 50)).isPortraitAstray).toBe(true)
    expect(wrongLayout(page([], 11.3)).isPortraitAstray).toBe(false)
    expect(wrongLayout(page([])).isPortraitAstray).toBe(false)
  })

  it('is right for every page whose labels are all near their places', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 3.9, noNaN: true })), (awayMm) => {
        expect(wrongLayout(page(awayMm)).labels).toEqual([])
      }),
    )
  })
})
