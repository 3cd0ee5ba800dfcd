import { describe, expect, it } from 'vitest'
import { isPlausibleClock } from './clock.ts'

describe('isPlausibleClock', () => {
  it('believes a camera that jitters and a phone that stalls for two seconds', () => {
    expect(isPlausibleClock([0, 98, 203, 2280, 2377])).toBe(true)
  })

  it('believes neither frames within less than a camera takes, nor times that stand still, nor a long break', () => {
    expect(isPlausibleClock([0, 100, 103])).toBe(false)
    expect(isPlausibleClock([0, 100, 100])).toBe(false)
    expect(isPlausibleClock([0, 100, 3200])).toBe(false)
  })
})
