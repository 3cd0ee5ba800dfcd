import type { ChallengeView } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { actionAt, changesTooFast, colourAt } from './challenge-moment.ts'

const challenge: ChallengeView = {
  id: 'c',
  steps: [
    { action: 'turn-left', startMs: 900, endMs: 2300 },
    { action: 'open-mouth', startMs: 2900, endMs: 4100 },
  ],
  flashes: [
    { colour: 'red', startMs: 4400, endMs: 4750 },
    { colour: 'dark', startMs: 4750, endMs: 5100 },
  ],
  totalMs: 5300,
  expiresInMs: 60_000,
}

describe('a moment of the challenge', () => {
  it('asks for the action of a window from its start to before its end', () => {
    const asked = [899, 900, 2299, 2300, 3000, 4700].map((atMs) => actionAt(challenge, atMs))
    expect(asked).toEqual([undefined, 'turn-left', 'turn-left', undefined, 'open-mouth', undefined])
  })

  it('shows the colour of a window from its start to before its end', () => {
    const shown = [4399, 4400, 4749, 4750, 5099, 5100].map((atMs) => colourAt(challenge, atMs))
    expect(shown).toEqual([undefined, 'red', 'red', 'dark', 'dark', undefined])
  })
})

describe('the limit of three changes a second', () => {
  const lasting = (...lengthsMs: readonly number[]): ChallengeView => ({
    ...challenge,
    flashes: lengthsMs.map((lengthMs, index) => {
      const startMs = 1000 + lengthsMs.slice(0, index).reduce((sum, length) => sum + length, 0)
      return { colour: index % 2 === 0 ? 'red' : 'blue', startMs, endMs: startMs + lengthMs }
    }),
  })

  it('lets colours be that last a third of a second or longer, and no colours', () => {
    expect([lasting(334, 334, 350), lasting(5000), lasting(), challenge].map(changesTooFast)).toEqual(
      Array(4).fill(false),
    )
  })

  it('refuses one that is shorter, a gap that is shorter, and times that are no numbers', () => {
    const gap = {
      ...challenge,
      flashes: challenge.flashes.map((flash, index) => ({
        ...flash,
        startMs: flash.startMs + 100 * index,
        endMs: flash.endMs + 100 * index,
      })),
    }
    const broken = { ...challenge, flashes: [{ colour: 'red' as const, startMs: Number.NaN, endMs: 900 }] }
    expect([lasting(400, 330, 400), gap, broken].map(changesTooFast)).toEqual([true, true, true])
  })
})
