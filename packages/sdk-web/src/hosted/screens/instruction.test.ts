import { ENGLISH } from '@bonafide/capture'
import type { ChallengeView } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { instructionAt } from './instruction.ts'

const ACTIONS = ['turn-left', 'turn-right', 'open-mouth', 'blink', 'nearer', 'farther'] as const
/** Everything that can be asked, one after the other with pauses, and then colours. */
const CHALLENGE: ChallengeView = {
  id: 'all',
  steps: ACTIONS.map((action, index) => ({ action, startMs: 1000 * index + 300, endMs: 1000 * index + 900 })),
  flashes: [
    { colour: 'red', startMs: 6500, endMs: 6900 },
    { colour: 'dark', startMs: 6900, endMs: 7300 },
  ],
  totalMs: 8000,
  expiresInMs: 60_000,
}
const moments = Array.from({ length: 81 }, (_, index) => 100 * index)
const told = moments.map((atMs) => instructionAt(CHALLENGE, atMs))

describe('the instruction of a challenge', () => {
  it('puts every cue into words: each action, the colours, and what to do between them', () => {
    const texts = new Set(told.map(({ text }) => text))
    const wanted = [...ACTIONS.map((action) => `action.${action}`), 'face.colours', 'face.straight']
    expect([...texts]).toEqual(expect.arrayContaining(wanted))
    expect([...texts].filter((text) => ENGLISH.texts[text].trim() === '')).toEqual([])
  })

  it('is one at a time, and another symbol for each action', () => {
    const symbols = ACTIONS.map((action) => told.find((instruction) => instruction.action === action)?.symbol)
    expect(new Set(symbols).size).toBe(ACTIONS.length)
    expect(symbols).not.toContain(undefined)
  })
})
