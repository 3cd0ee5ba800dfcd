import { describe, expect, it } from 'vitest'
import { faultsOf, outlineFigures, type RenderedRow, renderedFigures } from './rendered-figures.ts'

function row(rest: Partial<RenderedRow>): RenderedRow {
  return {
    code: 'THA01001',
    page: '01',
    seed: 1,
    difficulty: 'hard',
    fields: 6,
    misread: [],
    zoneExact: null,
    zoneValidButWrong: false,
    barcodeRead: null,
    cornerError: 0.01,
    compared: 0,
    beliefsApart: [],
    outlineMiss01: null,
    cpuMs: 1,
    ...rest,
  }
}

const shares = (rows: readonly RenderedRow[]) =>
  Object.fromEntries(renderedFigures(rows).map(({ what, right, n }) => [what, [right, n]]))

describe('figures of rendered documents', () => {
  it('count a field that was misread against all that are printed', () => {
    expect(shares([row({ misread: ['sex: F | '] }), row({ fields: 4 })])).toMatchObject({
      'printed fields right': [9, 10],
    })
  })

  it('count zones and barcodes on sides that carry one, and leave out what no side carries', () => {
    const figures = shares([row({ zoneExact: true }), row({ zoneExact: false }), row({})])
    expect(figures['zones exact']).toEqual([1, 2])
    expect(figures).not.toHaveProperty('PDF417 read letter by letter')
  })

  it('count a page without an outline as one whose corners were missed', () => {
    const rows = [row({ cornerError: null }), row({ cornerError: 0.031 }), row({ cornerError: 0.029 })]
    expect(shares(rows)['corners within 3 % of the diagonal']).toEqual([1, 3])
  })

  it('count a type that was not told as one that is not right', () => {
    const guess = { code: 'THA01001', score01: 1, margin01: 1, strangerScore01: null, strangerMargin01: null }
    const rows = [row({ guess: { ...guess, taken: 'THA01001' } }), row({ guess: { ...guess, taken: null } })]
    expect(shares(rows)['type told without being asked']).toEqual([1, 2])
    expect(rows.map(faultsOf)).toEqual([[], ['taken for nothing']])
  })

  it('keep outlines that are right apart from those that are not', () => {
    const rows = [
      row({ outlineMiss01: 0.02 }),
      row({ outlineMiss01: 0.07 }),
      row({ outlineMiss01: 0.15, cornerError: 0.4 }),
      row({}),
    ]
    expect(outlineFigures(rows)).toEqual({ right: { n: 2, most: 0.07 }, wrong: { n: 1, least: 0.15 } })
  })

  it('name every fault of a picture', () => {
    expect(faultsOf(row({ zoneExact: false, barcodeRead: false, cornerError: null }))).toEqual([
      'zone not exact',
      'barcode not read',
      'corners missed',
    ])
  })
})
