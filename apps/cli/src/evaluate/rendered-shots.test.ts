import { describe, expect, it } from 'vitest'
import { shotsOf } from './rendered-shots.ts'

describe('the photographs of an evaluation', () => {
  it('shows each side in two rounds once medium and once hard, never with the same seed', () => {
    const shots = shotsOf(2, 500, undefined)
    const half = shots.length / 2
    for (const [index, first] of shots.slice(0, half).entries()) {
      const second = shots[half + index]
      expect([second?.code, second?.page]).toEqual([first.code, first.page])
      expect([first.difficulty, second?.difficulty].sort()).toEqual(['hard', 'medium'])
    }
    expect(new Set(shots.map(({ seed }) => seed)).size).toBe(shots.length)
  })

  it('has only sides that carry what was asked for', () => {
    for (const { type, page } of shotsOf(1, 1, 'zone')) expect(type.mrz?.page).toBe(page)
    expect(shotsOf(1, 1, 'barcode').map(({ code, page }) => `${code} ${page}`)).toEqual(['CAN02001 02', 'USA02001 02'])
  })
})
