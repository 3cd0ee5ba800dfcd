import { describe, expect, it } from 'vitest'
import vectors from '../../vectors/mrz.json' with { type: 'json' }
import { checkDigit } from './check-digit.ts'

describe('check digits', () => {
  it.each(vectors.checkDigits)('of $input is $digit', ({ input, digit }) => {
    expect(checkDigit(input)).toBe(String(digit))
  })
})
