import { describe, expect, it } from 'vitest'
import { equalErrorRate, lowerBound95, percentile, rocOf, tarAtFar, upperBound95 } from './statistics.ts'

describe('the statistics of the evaluation', () => {
  it('bounds 0 of 6 by 39 %, 0 of 11 by 24 % and 0 of 29 by 10 %', () => {
    expect([6, 11, 29].map((n) => Math.round(100 * upperBound95(0, n)))).toEqual([39, 24, 10])
  })

  it('agrees with the published one-sided bound of 2 of 20 (28.26 %)', () => {
    expect(upperBound95(2, 20)).toBeCloseTo(0.2826, 3)
  })

  it('says nothing about what was not tried or always happened', () => {
    expect([upperBound95(0, 0), upperBound95(5, 5)]).toEqual([1, 1])
  })

  it('bounds a share from below as its misses from above', () => {
    expect(lowerBound95(18, 20)).toBeCloseTo(1 - 0.2826, 3)
    expect([lowerBound95(0, 5), lowerBound95(0, 0)]).toEqual([0, 0])
  })

  it('lists every threshold with what lies within it', () => {
    const pairs = { genuine: [0.1, 0.3, Number.POSITIVE_INFINITY], impostor: [0.2, 0.3] }
    expect(rocOf(pairs)).toEqual([
      { threshold: Number.NEGATIVE_INFINITY, tar: 0, far: 0 },
      { threshold: 0.1, tar: 1 / 3, far: 0 },
      { threshold: 0.2, tar: 1 / 3, far: 0.5 },
      { threshold: 0.3, tar: 2 / 3, far: 1 },
    ])
  })

  it('takes percentiles by nearest rank', () => {
    expect([percentile([3, 1, 2], 0.5), percentile([1, 2, 3, 4], 0.95), percentile([], 0.5)]).toEqual([
      2,
      4,
      Number.NaN,
    ])
  })

  it('finds the threshold where both errors meet', () => {
    const pairs = { genuine: [0.1, 0.2, 0.3, 0.6], impostor: [0.5, 0.7, 0.8, 0.9] }
    expect(equalErrorRate(pairs)).toBe(0.25)
    expect(tarAtFar(pairs, 0.01)).toBe(0.75)
  })

  it('counts pairs that could not be compared as rejected', () => {
    const pairs = { genuine: [0.1, Number.POSITIVE_INFINITY], impostor: [0.5, Number.POSITIVE_INFINITY] }
    expect(tarAtFar(pairs, 0.01)).toBe(0.5)
  })
})
