import { describe, expect, it } from 'vitest'
import { sharedPattern } from './shared-pattern.ts'

const [ACROSS, DOWN] = [12, 10]

/** A pattern in which one frequency stands out. */
function peakAt(column: number, row: number): Float64Array {
  const pattern = new Float64Array(ACROSS * DOWN)
  pattern[row * ACROSS + column] = 4
  return pattern
}

describe('what patterns share', () => {
  it('stands out as far where a frequency lies beside itself, also over the ends of the rows', () => {
    expect(Math.max(...sharedPattern([peakAt(5, 4), peakAt(6, 5), peakAt(7, 4)], ACROSS))).toBe(4)
    expect(Math.max(...sharedPattern([peakAt(5, 0), peakAt(5, 9)], ACROSS))).toBe(4)
  })

  it('stands out less the fewer of them show it, and not over the sides', () => {
    expect(Math.max(...sharedPattern([peakAt(2, 2), peakAt(9, 7)], ACROSS))).toBe(2)
    expect(Math.max(...sharedPattern([peakAt(0, 4), peakAt(11, 4)], ACROSS))).toBe(2)
    expect(Math.max(...sharedPattern([peakAt(3, 3), peakAt(8, 3), peakAt(3, 3)], ACROSS))).toBeCloseTo(8 / 3)
  })

  it('says nothing of frequencies of which nothing is told on any of them', () => {
    const nothing = new Float64Array(ACROSS * DOWN).fill(Number.NEGATIVE_INFINITY)
    expect(Math.max(...sharedPattern([nothing, nothing], ACROSS))).toBe(Number.NEGATIVE_INFINITY)
  })
})
