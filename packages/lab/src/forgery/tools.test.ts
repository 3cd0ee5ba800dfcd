import type { Picture } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import { seeded } from '../random.ts'
import { FORGERY_TOOLS, makeForgery } from './make-forgery.ts'
import { copyPage } from './tool-a/copy-page.ts'
import { printCopy } from './tool-b/print-copy.ts'
import { showOnDisplay } from './tool-b/show-on-display.ts'

/** A slope from black to white, redder to the left. */
function slope(size: number): Picture {
  const data = Uint8Array.from({ length: 3 * size * size }, (_, at) => {
    const x = Math.floor(at / 3) % size
    return Math.min(255, (255 * x) / size + (at % 3 === 0 ? 40 : 0))
  })
  return { width: size, height: size, data }
}

function meanOf({ width, data }: Picture, from01: number, to01: number): number {
  const levels = [...data].filter((_, at) => {
    const x = (Math.floor(at / 3) % width) / width
    return x >= from01 && x < to01
  })
  return levels.reduce((sum, level) => sum + level, 0) / levels.length
}

describe('a copied page', () => {
  it.each([
    ['a', copyPage],
    ['b', (page: Picture, random: ReturnType<typeof seeded>) => printCopy(page, 12, random)],
  ])('of tool %s holds dots of one toner that are lighter on average where the page was', (_tool, copy) => {
    const copied = copy(slope(96), seeded(5))
    expect(meanOf(copied, 0.8, 1)).toBeGreaterThan(meanOf(copied, 0, 0.2) + 100)
    const middle = [...copied.data].filter((_level, at) => Math.abs((Math.floor(at / 3) % 96) - 48) < 8)
    const between = middle.filter((level) => level > 110 && level < 150)
    expect(between.length / middle.length).toBeLessThan(0.4)
  })
})

describe('a display that is photographed', () => {
  it('shows stripes of single colours where the picture was grey', () => {
    const grey: Picture = { width: 64, height: 64, data: new Uint8Array(3 * 64 * 64).fill(180) }
    const shown = showOnDisplay(grey, seeded(3))
    const apart = Array.from({ length: 64 * 64 }, (_, at) =>
      Math.abs((shown.data[3 * at] ?? 0) - (shown.data[3 * at + 2] ?? 0)),
    )
    expect(apart.reduce((sum, level) => sum + level, 0) / apart.length).toBeGreaterThan(15)
  })
})

describe('makeForgery', () => {
  const portraits = [slope(90), { ...slope(90), data: slope(90).data.map((level) => 255 - level) }]

  it.each(FORGERY_TOOLS)('of tool $name gives the same bytes for the same order', async (tool) => {
    const order = { tool, species: 'edited-field', seed: 11, portraits } as const
    const [first, again] = [await makeForgery(order), await makeForgery(order)]
    expect(Buffer.from(first.bytes).equals(again.bytes)).toBe(true)
    expect(again.way).toBe(first.way)
    expect(first.documentType).toMatch(/^[A-Z0-9]{8,9}$/)
  })

  it('takes portraits of two people', async () => {
    const [tool] = FORGERY_TOOLS
    if (tool === undefined) throw new Error('no tool')
    await expect(makeForgery({ tool, species: 'copy', seed: 1, portraits: portraits.slice(0, 1) })).rejects.toThrow(
      RangeError,
    )
  })
})
