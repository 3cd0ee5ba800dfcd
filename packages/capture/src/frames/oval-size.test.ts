import type { ChallengeView, ChannelAction } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { ovalSizeAt } from './oval-size.ts'

const asking = (...actions: readonly ChannelAction[]): ChallengeView => ({
  id: 'c',
  steps: actions.map((action, index) => ({ action, startMs: 1000 + 2000 * index, endMs: 2000 + 2000 * index })),
  flashes: [],
  totalMs: 10_000,
  expiresInMs: 60_000,
})

describe('the size of the oval', () => {
  it('stays where nobody is asked to move', () => {
    expect([0, 1500, 9000].map((atMs) => ovalSizeAt(asking('turn-left', 'blink'), atMs))).toEqual([1, 1, 1])
  })

  it('grows while the face is to come nearer, and stays large', () => {
    const sizes = [1000, 1500, 2000, 9000].map((atMs) => ovalSizeAt(asking('nearer', 'open-mouth'), atMs))
    expect(sizes).toEqual([1, 1.4, 1.8, 1.8])
  })

  it('shrinks while the face is to go away, from near no farther than an arm', () => {
    expect(ovalSizeAt(asking('farther'), 9000)).toBeCloseTo(0.7)
    expect(ovalSizeAt(asking('farther', 'nearer'), 9000)).toBeCloseTo(1.8)
    expect(ovalSizeAt(asking('nearer', 'farther'), 9000)).toBeCloseTo(1)
  })
})
