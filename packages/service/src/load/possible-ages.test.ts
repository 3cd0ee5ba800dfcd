import { describe, expect, it } from 'vitest'
import { possibleAges } from './possible-ages.ts'

const TEN_YEARS_MS = 10 * 365 * 24 * 3_600_000
const of = (tenantId: string, oldestMs: number) => ({ tenantId, waiting: 1, oldestMs })

describe('what waits to be judged', () => {
  it('is as old as the database says where that can be', () => {
    const seen = [of('a', 1_500), of('b', 900)]
    expect(possibleAges(seen, [of('a', 500)], 1_000)).toEqual(seen)
  })

  it('grows no older than time passes when the clock jumps, whether it waited before or is new', () => {
    expect(possibleAges([of('a', TEN_YEARS_MS), of('b', TEN_YEARS_MS)], [of('a', 500)], 1_000)).toEqual([
      of('a', 1_500),
      of('b', 1_000),
    ])
  })

  it('is believed when it is younger than before: the oldest was judged', () => {
    expect(possibleAges([of('a', 10)], [of('a', 90_000)], 1_000)).toEqual([of('a', 10)])
  })
})
