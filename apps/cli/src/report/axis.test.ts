import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviateAxis, linearAxis, logShareAxis, normalDeviate } from './axis.ts'

const AXES = [
  linearAxis({ title: '', from: 0.8, to: 1, ticks: [], label: String }),
  logShareAxis('', 1e-4),
  deviateAxis(''),
]

describe('an axis', () => {
  it('keeps order and stays on the plot', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, fc.constantFrom(...AXES), (a, b, axis) => {
        const [low, high] = [axis.place01(Math.min(a, b)), axis.place01(Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('gives each power of ten the same room', () => {
    expect([1e-4, 1e-3, 1e-2, 0.1, 1].map((value) => logShareAxis('', 1e-4).place01(value))).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ])
  })

  it('knows the normal deviates of the tables', () => {
    for (const [share, deviate] of [
      [0.5, 0],
      [0.025, -1.959964],
      [0.001, -3.090232],
    ] as const) {
      expect(normalDeviate(share)).toBeCloseTo(deviate, 3)
    }
  })
})
