import { describe, expect, it } from 'vitest'
import { chooseFrames } from './subsample.ts'

const CHALLENGE = {
  id: 'c',
  steps: [{ action: 'turn-left', startMs: 1000, endMs: 3000 } as const],
  flashes: [],
  totalMs: 6000,
}
const at = (rate: number, seconds: number) =>
  Array.from({ length: rate * seconds }, (_, index) => (1000 * index) / rate)

describe('the frames that are kept of a clip', () => {
  it('are ten a second inside a window and about four a second outside', () => {
    const times = at(30, 6)
    const kept = chooseFrames(times, CHALLENGE).map((index) => times[index] ?? 0)
    const inside = kept.filter((ms) => ms >= 1000 && ms <= 3000)
    expect(inside.length).toBeGreaterThanOrEqual(20)
    expect(inside.length).toBeLessThanOrEqual(22)
    expect(kept.filter((ms) => ms > 3500).length).toBeGreaterThanOrEqual(9)
  })

  it('are between 30 and 60, whatever is asked, as far as the clip holds them', () => {
    const nothing = { id: 'c', steps: [], flashes: [], totalMs: 3000 }
    const always = {
      id: 'c',
      steps: [{ action: 'turn-left', startMs: 0, endMs: 20_000 } as const],
      flashes: [],
      totalMs: 20_000,
    }
    expect(chooseFrames(at(15, 3), nothing)).toHaveLength(30)
    expect(chooseFrames(at(30, 20), always)).toHaveLength(60)
    expect(chooseFrames(at(5, 2), nothing)).toHaveLength(10)
    expect(chooseFrames([], nothing)).toEqual([])
  })

  it('come in order and once each', () => {
    const kept = chooseFrames(at(15, 6), CHALLENGE)
    expect([...new Set(kept)].sort((a, b) => a - b)).toEqual(kept)
  })
})
