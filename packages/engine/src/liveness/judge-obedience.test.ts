import { describe, expect, it } from 'vitest'
import { type DrawnPose, drawnTrack, swing } from '../../test/drawn-mesh.ts'
import type { Challenge, ChallengeAction } from '../verification/challenge.ts'
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

  const asks = (action: ChallengeAction): Challenge => ({
    id: 'c',
    steps: [{ action, startMs: 1000, endMs: 2000 }],
    flashes: [],
    totalMs: 3000,
  })

  it('does not judge a face that is never seen', () => {
    expect(verdicts(() => undefined, asks('blink')).steps).toEqual(['not-judged'])
  })

  it('sees a blink by lids that come together, and none where they stay apart', () => {
    const lids = (eyes: number) => (atMs: number) => ({ eyes: atMs > 1300 && atMs < 1700 ? eyes : 0.35 })
    expect(verdicts(lids(0.15), asks('blink')).steps).toEqual(['done'])
    expect(verdicts(lids(0.33), asks('blink')).steps).toEqual(['missing'])
  })

  it('does not hold a blink that came by itself right before against the one that answers', () => {
    const blinking = (...closed: readonly (readonly [number, number])[]) =>
      verdicts(
        (atMs) => ({ eyes: closed.some(([from, to]) => atMs >= from && atMs <= to) ? 0.15 : 0.35 }),
        asks('blink'),
      ).steps
    expect(blinking([850, 1050], [1400, 1600])).toEqual(['done'])
    expect(blinking([850, 1050])).toEqual(['missing'])
    expect(blinking([850, 2400])).toEqual(['missing'])
  })

  it('sees a blink of eyes that were narrower all the time right before than on the calm frames', () => {
    const lids = (before: number, least: number) => (atMs: number) => ({
      eyes: atMs < 700 ? 0.35 : atMs > 1300 && atMs < 1700 ? least : before,
    })
    expect(verdicts(lids(0.27, 0.15), asks('blink')).steps).toEqual(['done'])
    expect(verdicts(lids(0.27, 0.25), asks('blink')).steps).toEqual(['missing'])
  })

  it('takes lids that tremble on the edge of closed for one blink, not for a second one', () => {
    const trembling = (atMs: number) => ({ eyes: atMs < 850 ? 0.35 : atMs % 200 === 100 ? 0.26 : 0.29 })
    expect(verdicts(trembling, asks('blink')).steps).toEqual(['missing'])
  })

  it('sees a nod by the nose, which a mouth that opens does not move', () => {
    const nods = (atMs: number) => ({ nod: 0.09 * swing(atMs, 1000, 2000) })
    const mouths = (atMs: number) => ({ mouth: 0.12 * swing(atMs, 1000, 2000) })
    expect(verdicts(nods, asks('nod'))).toEqual({ steps: ['done'], unasked: [] })
    expect(verdicts(mouths, asks('nod'))).toEqual({ steps: ['missing'], unasked: ['open-mouth'] })
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

  it('sees who comes near, goes away and comes near again at once, and who stays away', () => {
    const challenge: Challenge = {
      id: 'distances',
      steps: [
        { action: 'nearer', startMs: 1000, endMs: 2200 },
        { action: 'farther', startMs: 5050, endMs: 6250 },
        { action: 'nearer', startMs: 6380, endMs: 7580 },
      ],
      flashes: [],
      totalMs: 8000,
    }
    const share = (atMs: number, fromMs: number) => Math.min(1, Math.max(0, (atMs - fromMs) / 900))
    const size = (atMs: number, back: number) =>
      1 + 0.9 * share(atMs, 1200) - 1.2 * share(atMs, 5250) + back * share(atMs, 6580)
    expect(verdicts((atMs) => ({ size: size(atMs, 1.2) }), challenge).steps).toEqual(['done', 'done', 'done'])
    expect(verdicts((atMs) => ({ size: size(atMs, 0) }), challenge).steps).toEqual(['done', 'done', 'missing'])
  })
})
