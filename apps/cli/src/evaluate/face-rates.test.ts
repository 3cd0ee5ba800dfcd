import { describe, expect, it } from 'vitest'
import { type ComparedPair, ratesOf, tarsOf } from './face-rates.ts'

const CALIBRATION = [
  { distance: 0, score: 100 },
  { distance: 0.5, score: 60 },
  { distance: 0.7, score: 45 },
  { distance: 1, score: 0 },
]
const genuine = (distance: number, person = 'ada'): ComparedPair => ({ same: true, distance, people: [person] })
const impostor = (distance: number, ...people: string[]): ComparedPair => ({ same: false, distance, people })

describe('the rates of compared faces', () => {
  it('are those of the operating point and of the review band, each with its exact bound', () => {
    const pairs = [genuine(0.3), genuine(0.6), genuine(Number.POSITIVE_INFINITY), impostor(0.6), impostor(0.9)]
    const { operating, n } = ratesOf(pairs, CALIBRATION)
    expect(n).toEqual({ genuine: 3, impostor: 2 })
    expect(operating).toMatchObject({ threshold: 0.5, tar: 1 / 3, far: 0, tarReview: 2 / 3, farReview: 0.5 })
    expect(operating.reviewShare).toBeCloseTo(2 / 5, 9)
    // 0 of 2: 1 - 0.05^(1/2); 1 of 3 from below: 1 - 0.95^(1/3).
    expect(operating.farUpper95).toBeCloseTo(1 - Math.sqrt(0.05), 6)
    expect(operating.tarLower95).toBeCloseTo(1 - 0.95 ** (1 / 3), 6)
  })

  it('set the threshold on the others where a person is tried', () => {
    const pairs = [
      genuine(0.4, 'ada'),
      genuine(0.6, 'bea'),
      impostor(0.5, 'ada', 'bea'),
      impostor(0.7, 'bea', 'cleo'),
      impostor(0.8, 'ada', 'cleo'),
    ]
    // Without Ada only 0.7 is left, without Bea 0.8, without Cleo 0.5: both genuine pairs and one stranger (twice) lie below.
    expect(ratesOf(pairs, CALIBRATION).crossValidated).toEqual({ tar: 1, far: 3 / 6 })
  })

  it('are taken at the largest threshold that lets no more strangers through than are allowed', () => {
    const strangers = Array.from({ length: 100 }, (_, index) => impostor(0.5 + index / 1000))
    // One of a hundred may pass, so that the second nearest stranger is the limit; of a thousand none may.
    const pairs = [genuine(0.4), genuine(0.5005), genuine(0.502), ...strangers]
    expect(tarsOf(pairs)).toEqual({ '0.01': 2 / 3, '0.001': 1 / 3 })
  })

  it('are not cross-validated where a person is unknown', () => {
    expect(ratesOf([genuine(0.4), impostor(0.6)], CALIBRATION).crossValidated).toBeNull()
  })
})
