import { describe, expect, it } from 'vitest'
import { nextTry } from './retry-schedule.ts'

const now = new Date('2026-03-01T12:00:00Z')
const middle = { below: (bound: number) => Math.floor(bound / 2) }
const lowest = { below: () => 0 }
const highest = { below: (bound: number) => bound - 1 }
const seconds = (tries: number, random = middle, retryAfter?: string) => {
  const at = nextTry({ tries, now, ...(retryAfter === undefined ? {} : { retryAfter }) }, random)
  return at === undefined ? undefined : (at.getTime() - now.getTime()) / 1000
}

describe('nextTry', () => {
  it('follows the schedule of ten tries and then stops', () => {
    const hours = (count: number) => count * 3600
    const expected = [5, 300, 1800, hours(2), hours(5), hours(10), hours(14), hours(20), hours(24), undefined]
    expect(expected.map((_, index) => seconds(index + 1))).toEqual(expected)
    expect(seconds(11)).toBeUndefined()
  })

  it('spreads each delay by a fifth either way', () => {
    expect([seconds(2, lowest), seconds(2, highest)]).toEqual([240, 360])
  })

  it('waits at least as long as the receiver asks, a day at most', () => {
    expect(seconds(1, middle, '120')).toBe(120)
    expect(seconds(1, middle, '1')).toBe(5)
    expect(seconds(1, middle, new Date(now.getTime() + 90_000).toUTCString())).toBe(90)
    expect(seconds(1, middle, '999999999')).toBe(24 * 3600)
    expect(seconds(1, middle, new Date(0).toUTCString())).toBe(5)
    for (const nonsense of ['', 'soon', '-5', '1e9', 'NaN']) expect(seconds(1, middle, nonsense)).toBe(5)
  })
})
