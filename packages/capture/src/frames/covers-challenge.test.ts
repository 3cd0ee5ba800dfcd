import type { ChallengeView, FramePolicy } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { coversChallenge } from './covers-challenge.ts'

const policy = { minFrames: 20, leastRate: 5 } as FramePolicy
const challenge: ChallengeView = {
  id: 'c',
  steps: [{ action: 'turn-left', startMs: 1000, endMs: 3000 }],
  flashes: [
    { colour: 'red', startMs: 3500, endMs: 3860 },
    { colour: 'dark', startMs: 3860, endMs: 4220 },
  ],
  totalMs: 5000,
  expiresInMs: 60_000,
}
const every = (stepMs: number) => Array.from({ length: Math.floor(5000 / stepMs) + 1 }, (_, index) => index * stepMs)
const covers = (timesMs: readonly number[]) => coversChallenge(timesMs, challenge, policy)

describe('frames that cover a challenge', () => {
  it('are at least the asked number', () => {
    expect([covers(every(100)), covers(every(100).slice(31))]).toEqual([true, false])
  })

  it('leave no gap in the window of an action', () => {
    expect(covers(every(50).filter((atMs) => atMs < 1200 || atMs > 2800))).toBe(false)
  })

  it('leave no gap in the colours, which count as one window', () => {
    expect(covers(every(50).filter((atMs) => atMs < 3600 || atMs > 4200))).toBe(false)
    expect(covers(every(50).filter((atMs) => atMs < 3860 || atMs > 3960))).toBe(true)
  })
})
