import { describe, expect, it } from 'vitest'
import type { Challenge } from '../../verification/challenge.ts'
import { isPlausibleClock } from './clock.ts'

const challenge: Challenge = {
  id: 'c',
  steps: [
    { action: 'turn-left', startMs: 800, endMs: 2600 },
    { action: 'nearer', startMs: 2900, endMs: 4100 },
  ],
  flashes: [],
  totalMs: 4300,
}

describe('isPlausibleClock', () => {
  it('believes a camera that jitters and a phone that stalls for two seconds', () => {
    expect(isPlausibleClock([0, 98, 203, 2280, 2377], challenge)).toBe(true)
  })

  it('believes a frame right after another once for each window, which opens with one', () => {
    expect(isPlausibleClock([0, 400, 797, 800, 920, 2897, 2900, 3060], challenge)).toBe(true)
    expect(isPlausibleClock([0, 400, 797, 800, 803, 920, 2897, 2900, 3060], challenge)).toBe(false)
  })

  it('counts the colours of the screen as one window', () => {
    const flashes = [3000, 3360].map((startMs) => ({ colour: 'red' as const, startMs, endMs: startMs + 360 }))
    const coloursOnly = { ...challenge, steps: [], flashes }
    expect(isPlausibleClock([0, 1500, 2998, 3001, 3140], coloursOnly)).toBe(true)
    expect(isPlausibleClock([0, 1500, 2998, 3001, 3359, 3361], coloursOnly)).toBe(false)
    expect(isPlausibleClock([0, 100, 103], { ...coloursOnly, flashes: [] })).toBe(false)
  })

  it('believes neither times that stand still, nor a long break', () => {
    expect(isPlausibleClock([0, 100, 100], challenge)).toBe(false)
    expect(isPlausibleClock([0, 100, 3200], challenge)).toBe(false)
  })
})
