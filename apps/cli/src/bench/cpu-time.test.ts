import { describe, expect, it } from 'vitest'
import { cpuMs, median, rounded } from './cpu-time.ts'

describe('processor time', () => {
  it('is what the program and the system spent for it, in milliseconds', () => {
    expect(cpuMs({ user: 1_500, system: 500 })).toBe(2)
  })

  it('has a middle that does not depend on the order in which pages were read', () => {
    expect([median([3, 1, 2]), median([2, 3, 1]), median([])]).toEqual([2, 2, 0])
  })

  it('is told to a tenth of a millisecond', () => {
    expect(rounded(12.345)).toBe(12.3)
  })
})
