import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nthSmallest } from './nth-smallest.ts'

describe('nthSmallest', () => {
  it('is what stands there once all are sorted, and leaves them as they are', () => {
    const numbers = fc.oneof(
      fc.float32Array({ noNaN: true, minLength: 1, maxLength: 60 }),
      fc
        .array(fc.constantFrom(-0, 0, 1, 1.5, 255), { minLength: 1, maxLength: 60 })
        .map((few) => Float32Array.from(few)),
    )
    fc.assert(
      fc.property(numbers, fc.nat({ max: 59 }), (values, at) => {
        const before = values.slice()
        const place = at % values.length
        expect(Object.is(nthSmallest(values, place), values.slice().sort()[place])).toBe(true)
        expect(values).toEqual(before)
      }),
    )
  })

  it('is nothing beyond the list', () => {
    expect(nthSmallest(new Float32Array(3), 3)).toBeUndefined()
    expect(nthSmallest(new Float32Array(3), -1)).toBeUndefined()
    expect(nthSmallest(new Float32Array(0), 0)).toBeUndefined()
  })
})
