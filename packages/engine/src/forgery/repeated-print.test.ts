import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import { scaledTo } from '../mrz/resample-grey.ts'
import { repeatedPrint } from './repeated-print.ts'

const SIZE = { width: 640, height: 240 }
const VALUES = [
  { x: 40, y: 40, width: 240, height: 30 },
  { x: 330, y: 40, width: 240, height: 30 },
  { x: 40, y: 130, width: 240, height: 30 },
]

/** Evenly spread over [0, 1), the same for the same numbers. */
function chance(a: number, b: number): number {
  const value = Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453
  return value - Math.floor(value)
}

/** Letters of five by three cells, drawn from their code, on paper with waves and noise; equal codes look equal. */
function page(words: readonly (readonly number[])[]): GreyImage {
  const data = Float32Array.from({ length: SIZE.width * SIZE.height }, (_, at) => {
    const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)]
    const wave = Math.abs(((y + 9 * Math.sin(x / 31) + x / 7) % 23) - 11) < 1 ? 30 : 0
    return 225 - wave + 4 * (chance(x, y) - 0.5)
  })
  for (const [index, word] of words.entries()) {
    const value = VALUES[index] ?? { x: 0, y: 0 }
    for (const [place, code] of word.entries()) {
      for (let cell = 0; cell < 15; cell += 1) {
        if (chance(code, cell) < 0.45) continue
        const [left, top] = [value.x + place * 24 + 6 * (cell % 3), value.y + 3 + 5 * Math.floor(cell / 3)]
        for (let y = top; y < top + 5; y += 1) data.fill(40, y * SIZE.width + left, y * SIZE.width + left + 6)
      }
    }
  }
  return { ...SIZE, data }
}

/** A value of a page laid over another, letters, paper and all. */
function copied({ data, ...size }: GreyImage, from: number, to: number): GreyImage {
  const [source, target] = [VALUES[from], VALUES[to]]
  const changed = Float32Array.from(data)
  if (source === undefined || target === undefined) throw new RangeError('there are three values')
  for (let y = -6; y < 36; y += 1) {
    const start = (source.y + y) * size.width + source.x - 6
    changed.set(data.subarray(start, start + 150), (target.y + y) * size.width + target.x - 6)
  }
  return { ...size, data: changed }
}

describe('repeatedPrint', () => {
  const words = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [3, 8, 5, 1, 9, 4, 2, 7, 6],
    [6, 4, 9, 2, 7, 1, 8, 3, 5],
  ]

  it('finds a part of a value that was copied over another, and names both places', () => {
    const [found] = repeatedPrint(copied(page(words), 0, 2), VALUES)
    expect(found?.correlation).toBeGreaterThan(0.9)
    expect([found?.box.y, found?.from.y].map((y) => Math.round((y ?? 0) / 90)).sort()).toEqual([0, 1])
  })

  it('does not mind the same letters twice, each on its own paper', () => {
    expect(repeatedPrint(page([words[0] ?? [], words[1] ?? [], words[0] ?? []]), VALUES)).toEqual([])
  })

  it('finds it on a scan of many pixels as well, in the places of the scan', () => {
    const small = copied(page(words), 0, 2)
    const large = scaledTo(small, 4 * SIZE.width)
    const values = VALUES.map(({ x, y, width, height }) => ({
      x: 4 * x,
      y: 4 * y,
      width: 4 * width,
      height: 4 * height,
    }))
    const [found] = repeatedPrint(large, values)
    expect(found?.correlation).toBeGreaterThan(0.9)
    expect([found?.box.y, found?.from.y].map((y) => Math.round((y ?? 0) / 360)).sort()).toEqual([0, 1])
  })

  it('finds nothing on a page without values, or with one', () => {
    expect(repeatedPrint(page(words), [])).toEqual([])
    expect(repeatedPrint(page([words[0] ?? []]), VALUES.slice(0, 1))).toEqual([])
  })
})
