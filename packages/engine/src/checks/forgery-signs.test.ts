import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { wholeView } from '../page/page-view.ts'
import type { Network, Tools } from '../ports.ts'
import type { Examination } from '../verification/examination.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import forgerySigns from './forgery-signs.ts'

const LAID_IN = 'print that was laid into the photograph'

/** Paper with some grain and nothing else, smaller than the windows in which a grid is looked for. */
const PAGE: Picture = {
  width: 250,
  height: 250,
  data: Uint8Array.from({ length: 3 * 250 * 250 }, (_, at) => 200 + ((at * 7919) % 23)),
}
const VALUES = [20, 110, 200].map(
  (y) =>
    [
      { x: 30, y },
      { x: 70, y },
      { x: 70, y: y + 6 },
      { x: 30, y: y + 6 },
    ] as const,
)

/** Doubts every tile of one value, or none. */
function editFinder(doubted?: number): Network {
  return {
    id: 'edit-tiles',
    sha256: '0',
    run: async ({ dims, data }) => {
      const count = dims[0] ?? 0
      const numberOf = (tile: number) => data[(tile + 1) * (data.length / count) - 1]
      return [
        {
          dims: [count],
          data: Float32Array.from({ length: count }, (_, tile) => (numberOf(tile) === doubted ? 20 : -9)),
        },
      ]
    },
  }
}

async function judge(models: Partial<Tools['models']>) {
  const seen = { page: '01' as const, source: PAGE, view: wholeView(PAGE) }
  const { width, height } = PAGE
  const read = { page: '01', width, height, outlined: false, corners: seen.view.corners, values: VALUES } as const
  const examination: Pick<Examination, 'document' | 'documentPages'> = {
    document: async () => ({ fields: {}, pages: [read] }),
    documentPages: async () => [seen],
  }
  return forgerySigns.run(examination as Examination, DEFAULT_POLICY, { models } as Tools)
}

describe('signs of forgery', () => {
  it('name the place of a value that was not photographed with the others', async () => {
    const { outcome, reasons, regions, measures } = await judge({ editFinder: editFinder(1) })
    expect(outcome).toBe('failed')
    expect(reasons).toContain('document-tampered')
    const [named, ...others] = regions.filter(({ label }) => label === LAID_IN)
    expect(others).toEqual([])
    // A tile of 64 pixels around the second value.
    expect(named?.box).toEqual({ x: 16, y: 80, width: 64, height: 64 })
    expect(measures['page01-laidIn']).toBe(20)
  })

  it('say nothing of values that look alike, nor where the network is not installed', async () => {
    const alike = await judge({ editFinder: editFinder() })
    const without = await judge({})
    for (const { regions } of [alike, without]) expect(regions.filter(({ label }) => label === LAID_IN)).toEqual([])
    expect(alike.measures['page01-laidIn']).toBe(-9)
    expect(without.measures).not.toHaveProperty('page01-laidIn')
  })
})
