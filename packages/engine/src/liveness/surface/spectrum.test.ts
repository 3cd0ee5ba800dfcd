import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spectrumOf } from './spectrum.ts'

const SIDE = 16

describe('spectrumOf', () => {
  it('puts a wave at its own place and at the mirrored one, and nowhere else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 15 }), (u, v) => {
        const wave = Float64Array.from({ length: SIDE * SIDE }, (_, i) =>
          Math.cos((2 * Math.PI * (u * (i % SIDE) + v * Math.floor(i / SIDE))) / SIDE),
        )
        const spectrum = spectrumOf(wave, SIDE)
        const peaks = [...spectrum.keys()].filter((i) => (spectrum[i] ?? 0) > 1)
        expect(peaks.sort((a, b) => a - b)).toEqual(
          [v * SIDE + u, ((SIDE - v) % SIDE) * SIDE + SIDE - u].sort((a, b) => a - b),
        )
      }),
    )
  })

  it('keeps the energy (Parseval)', () => {
    fc.assert(
      fc.property(fc.float64Array({ minLength: 256, maxLength: 256, min: -9, max: 9, noNaN: true }), (values) => {
        const energy = (some: Float64Array) => some.reduce((sum, value) => sum + value * value, 0)
        expect(energy(spectrumOf(values, SIDE)) / values.length).toBeCloseTo(energy(values), 6)
      }),
    )
  })
})
