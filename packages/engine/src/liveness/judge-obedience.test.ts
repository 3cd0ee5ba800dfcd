import { describe, expect, it } from 'vitest'
import { type DrawnPose, drawnTrack, swing } from '../../test/drawn-mesh.ts'
import type { Challenge } from '../verification/challenge.ts'
import { judgeObedience } from './judge-obedience.ts'

const CHALLENGE: Challenge = {
  id: 'c',
  steps: [
    { action: 'turn-left', startMs: 1000, endMs: 3000 },
    { action: 'open-mouth', startMs: 3500, endMs: 4800 },
    { action: 'turn-right', startMs: 5200, endMs: 7200 },
  ],
  flashes: [],
  totalMs: 7600,
}

const verdicts = (poseAt: (atMs: number) => DrawnPose | undefined, challenge = CHALLENGE) => {
  const { steps, unasked } = judgeObedience(drawnTrack(challenge, poseAt), challenge)
  return { steps: steps.map((answer) => answer.verdict), unasked: unasked.map(({ action }) => action) }
}

/** Does all that is asked, `lateMs` after it is asked. */
const obeying = (lateMs: number) => (atMs: number) => ({
  turn: 0.2 * swing(atMs - lateMs, 1000, 3000) - 0.2 * swing(atMs - lateMs, 5200, 7200),
  mouth: 0.1 * swing(atMs - lateMs, 3500, 4800),
})

describe('judgeObedience', () => {
  it('sees every asked action of a person who reacts at once or a third of a second later', () => {
    const obeyed = { steps: ['done', 'done', 'done'], unasked: [] }
    expect(verdicts(obeying(0))).toEqual(obeyed)
    expect(verdicts(obeying(350))).toEqual(obeyed)
  })

  it('measures against the person’s own calm face, which may be turned and have its mouth ajar', () => {
    const crooked = (atMs: number) => {
      const { turn, mouth } = obeying(200)(atMs)
      return { turn: turn + 0.25, mouth: mouth + 0.04 }
    }
    expect(verdicts(crooked).steps).toEqual(['done', 'done', 'done'])
  })

  it('misses what a face that only sways did not do', () => {
    expect(verdicts((atMs) => ({ turn: 0.03 * Math.sin(atMs / 500) })).steps).toEqual(['missing', 'missing', 'missing'])
  })

  it('misses actions in another order, and says that they were not asked for', () => {
    const reversed = (atMs: number) => obeying(200)(CHALLENGE.totalMs - atMs)
    const { steps, unasked } = verdicts(reversed)
    expect(steps[0]).toBe('missing')
    expect(steps[2]).toBe('missing')
    expect(unasked).toContain('turn-left')
  })

  it('does not accept a pose that was held before it was asked for', () => {
    const early = (atMs: number) => ({ turn: atMs > 800 && atMs < 3000 ? 0.2 : 0 })
    expect(verdicts(early).steps[0]).toBe('missing')
  })

  it('reports a mouth that opens while a turn is asked for', () => {
    const both = (atMs: number) => ({ ...obeying(0)(atMs), mouth: 0.12 * swing(atMs, 1500, 2500) })
    expect(verdicts(both).unasked).toContain('open-mouth')
  })

  it('does not judge an action without a measure, eyes too narrow to blink visibly, and a face that is never seen', () => {
    const asks = (action: 'nod' | 'blink'): Challenge => ({
      id: 'c',
      steps: [{ action, startMs: 1000, endMs: 2000 }],
      flashes: [],
      totalMs: 3000,
    })
    expect(verdicts(() => ({}), asks('nod')).steps).toEqual(['not-judged'])
    expect(verdicts(() => ({ eyes: 0.28 }), asks('blink')).steps).toEqual(['not-judged'])
    expect(verdicts(() => undefined, asks('blink')).steps).toEqual(['not-judged'])
    expect(verdicts((atMs) => ({ eyes: atMs > 1300 && atMs < 1700 ? 0.15 : 0.35 }), asks('blink')).steps).toEqual([
      'done',
    ])
  })

  it('sees an approach by the size of the face', () => {
    const challenge: Challenge = {
      id: 'c',
      steps: [{ action: 'nearer', startMs: 1000, endMs: 3000 }],
      flashes: [],
      totalMs: 4000,
    }
    const to = (size: number) => verdicts((atMs) => ({ size: atMs > 2000 ? size : 1 }), challenge).steps
    expect([to(1.4), to(1.1)]).toEqual([['done'], ['missing']])
  })
})
