import { describe, expect, it } from 'vitest'
import { chooseFrames } from './subsample.ts'

const CHALLENGE = {
  id: 'c',
  steps: [{ action: 'turn-left', startMs: 1000, endMs: 3000 } as const],
  flashes: [{ colour: 'red', startMs: 4000, endMs: 5000 } as const],
  totalMs: 6000,
}
const at = (rate: number, seconds: number) =>
  Array.from({ length: rate * seconds }, (_, index) => (1000 * index) / rate)

describe('the frames that are kept of a clip', () => {
  it('are eight a second while something is asked or shown, and five between', () => {
    const times = at(30, 6)
    const kept = chooseFrames(times, CHALLENGE).map((index) => times[index] ?? 0)
    const between = (from: number, to: number) => kept.filter((ms) => ms >= from && ms < to).length
    expect(kept[0]).toBe(0)
    expect(between(1000, 3000)).toBe(16)
    expect(between(4000, 5000)).toBeGreaterThanOrEqual(7)
    expect(between(3100, 4000)).toBeLessThanOrEqual(5)
  })

  it('are all of a clip that is no longer than what the capture sends', () => {
    expect(chooseFrames(at(15, 4), CHALLENGE)).toHaveLength(60)
    expect(chooseFrames(at(5, 2), CHALLENGE)).toHaveLength(10)
    expect(chooseFrames([], CHALLENGE)).toEqual([])
  })

  it('are between 30 and 60 of a longer one, whatever is asked', () => {
    const nothing = { id: 'c', steps: [], flashes: [], totalMs: 5000 }
    const always = { ...nothing, steps: [{ action: 'turn-left', startMs: 0, endMs: 20_000 } as const], totalMs: 20_000 }
    expect(chooseFrames(at(15, 5), nothing)).toHaveLength(30)
    expect(chooseFrames(at(30, 20), always)).toHaveLength(60)
  })

  it('come in order and once each', () => {
    const kept = chooseFrames(at(15, 6), CHALLENGE)
    expect([...new Set(kept)].sort((a, b) => a - b)).toEqual(kept)
  })
})
