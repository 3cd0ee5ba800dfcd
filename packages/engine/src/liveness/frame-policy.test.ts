import { describe, expect, it } from 'vitest'
import { coversChallenge } from './frame-policy.ts'

const CHALLENGE = {
  id: 'c',
  steps: [{ action: 'turn-left', startMs: 1000, endMs: 3000 } as const],
  flashes: [],
  totalMs: 4000,
}
const every = (stepMs: number) => Array.from({ length: Math.floor(4000 / stepMs) + 1 }, (_, index) => index * stepMs)

describe('coversChallenge', () => {
  it('accepts ten frames a second, and refuses two', () => {
    expect([coversChallenge(every(100), CHALLENGE), coversChallenge(every(500), CHALLENGE)]).toEqual([true, false])
  })

  it('refuses a clip that leaves out the window', () => {
    expect(
      coversChallenge(
        every(50).filter((atMs) => atMs < 1000 || atMs > 3000),
        CHALLENGE,
      ),
    ).toBe(false)
  })
})
