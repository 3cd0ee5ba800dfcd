import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import {
  calibrationFrom,
  calibrationOf,
  distanceOfScore,
  ModelUncalibrated,
  PORTRAIT_TO_SELFIE,
  SELFIE_TO_SELFIE,
  scoreOfDistance,
} from './calibration.ts'
import { faceDistance, TemplateMismatch } from './compare-faces.ts'

describe('the calibration', () => {
  it('puts 60 at the operating point and 45 where review begins, as the policy says', () => {
    const points = [
      [SELFIE_TO_SELFIE, 0.563, 0.62],
      [PORTRAIT_TO_SELFIE, 0.55, 0.62],
      [calibrationFrom({ match: 1.1, review: 1.2 }), 1.1, 1.2],
    ] as const
    for (const [table, match, review] of points) {
      expect(scoreOfDistance(match, table)).toBeCloseTo(DEFAULT_POLICY.faceMatchScore, 9)
      expect(scoreOfDistance(review, table)).toBeCloseTo(DEFAULT_POLICY.portraitReviewScore, 9)
      expect(distanceOfScore(DEFAULT_POLICY.faceMatchScore, table)).toBeCloseTo(match, 9)
    }
  })

  it('is known for the packaged network, taken from one that brings its own, and refused for any other', () => {
    expect(calibrationOf({ id: 'face-resnet-128-1' }).portrait).toBe(PORTRAIT_TO_SELFIE)
    const own = { selfie: calibrationFrom({ match: 1, review: 1.1 }), portrait: SELFIE_TO_SELFIE }
    expect(calibrationOf({ id: 'other', calibration: own })).toBe(own)
    expect(() => calibrationOf({ id: 'other' })).toThrow(ModelUncalibrated)
  })

  it('gives back the distance of every score that it gives', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (distance) => {
        expect(distanceOfScore(scoreOfDistance(distance, SELFIE_TO_SELFIE), SELFIE_TO_SELFIE)).toBeCloseTo(distance, 9)
      }),
    )
  })

  it('stays between 0 and 100 and never rises with the distance', () => {
    const distance = fc.double({ min: 0, max: 3, noNaN: true })
    fc.assert(
      fc.property(distance, distance, fc.constantFrom(SELFIE_TO_SELFIE, PORTRAIT_TO_SELFIE), (a, b, table) => {
        const [near, far] = [scoreOfDistance(Math.min(a, b), table), scoreOfDistance(Math.max(a, b), table)]
        expect(near).toBeGreaterThanOrEqual(far)
        expect(far).toBeGreaterThanOrEqual(0)
        expect(near).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('faceDistance', () => {
  it('is the Euclidean distance of templates of one model', () => {
    const of = (...values: number[]) => ({ modelId: 'm', values: Float32Array.from(values) })
    expect(faceDistance(of(0, 0), of(3, 4))).toBe(5)
  })

  it('refuses templates of two models', () => {
    const template = { modelId: 'a', values: new Float32Array(2) }
    expect(() => faceDistance(template, { ...template, modelId: 'b' })).toThrow(TemplateMismatch)
  })
})
