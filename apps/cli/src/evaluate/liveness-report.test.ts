import { describe, expect, it } from 'vitest'
import { crossValidate } from './cross-validate.ts'
import type { LivenessRow } from './judge-clip.ts'
import { livenessReport } from './liveness-report.ts'
import { upperBound95 } from './statistics.ts'

const row = (over: Partial<LivenessRow>): LivenessRow => ({
  file: 'a',
  kind: 'bonafide',
  attack: false,
  subject: 'p1',
  asked: ['turn-left'],
  colours: 0,
  notJudged: [],
  passed: true,
  passedWithoutLight: true,
  passedStrictly: true,
  reason: null,
  checks: { 'depth-on-turn': 'passed' },
  against: [],
  measures: { unasked: 0, '1-turn-left-relief': 0.1 },
  frames: 50,
  ms: 10,
  ...over,
})
const attack = (over: Partial<LivenessRow>) =>
  row({ kind: 'print', attack: true, passed: false, passedWithoutLight: false, passedStrictly: false, ...over })

describe('the report on liveness', () => {
  it('counts rejected people and accepted attacks with their bounds, each kind by itself', () => {
    const report = livenessReport([
      row({}),
      row({ passed: false, against: ['depth-on-turn: not judged, challenge-not-met'] }),
      attack({}),
      attack({ kind: 'replay', passed: true }),
    ])
    expect(report.bonafide).toEqual({ n: 2, rejected: 1, bpcer: 0.5, upper95: upperBound95(1, 2) })
    expect(report.attacks).toEqual({
      print: { n: 1, accepted: 0, apcer: 0, upper95: upperBound95(0, 1) },
      replay: { n: 1, accepted: 1, apcer: 1, upper95: 1 },
    })
  })

  it('keeps clips in which nothing was asked apart, and counts those that another check speaks against', () => {
    const unasked = { asked: [], passed: false, checks: {} }
    const report = livenessReport([
      row({}),
      row(unasked),
      row({ ...unasked, against: ['screen-pattern: screen-pattern'] }),
    ])
    expect(report.bonafide.n).toBe(1)
    expect(report.withoutChallenge.bonafide).toMatchObject({ n: 2, rejected: 1 })
  })

  it('says of each check alone how many it stopped and how many it could not judge', () => {
    const report = livenessReport([
      row({}),
      attack({ checks: { 'depth-on-turn': 'failed' } }),
      attack({ checks: { 'depth-on-turn': 'not-judged' } }),
    ])
    expect(report.checksAlone['depth-on-turn']).toEqual({
      bonafide: { n: 1, stopped: 0, notJudged: 0 },
      print: { n: 2, stopped: 1, notJudged: 1 },
    })
  })
})

describe('crossValidate', () => {
  const relief = (value: number) => ({ measures: { unasked: 0, '1-turn-left-relief': value } })

  it('judges each person by thresholds that were fitted without that person', () => {
    const result = crossValidate([
      row({ file: 'a', ...relief(0.2) }),
      row({ file: 'b', subject: 'p2', ...relief(0.04) }),
      row({ file: 'c', subject: 'p3', ...relief(0.1) }),
      attack({ file: 'd', ...relief(0.02) }),
      attack({ file: 'e', subject: 'p2', ...relief(0.01) }),
    ])
    // Without p2, people read 0.1 and more and prints 0.02: the limit is 0.06, and p2 is rejected.
    expect(result.bonafide).toMatchObject({ n: 3, rejected: 1 })
    expect(result.attacks['print']).toMatchObject({ n: 2, accepted: 0 })
    expect(result.thresholds['turn relief']?.most).toBeCloseTo(0.06)
  })

  it('fits the limit of a measure without the kinds that it is not there to stop', () => {
    const repeats = (value: number) => ({
      checks: { 'capture-integrity': 'passed' } as const,
      measures: { unasked: 0, repeats: value },
    })
    const rows = [
      row({ file: 'a', ...repeats(0.1) }),
      row({ file: 'b', subject: 'p2', ...repeats(0.27) }),
      attack({ file: 'c', kind: 'repeated_noise', subject: 'p3', ...repeats(1.1) }),
    ]
    const blend = attack({ file: 'd', kind: 'blended', subject: 'p3', ...repeats(0.12) })
    expect(crossValidate(rows).bonafide).toMatchObject({ n: 2, rejected: 0 })
    expect(crossValidate([...rows, blend]).thresholds).toEqual(crossValidate(rows).thresholds)
  })

  it('lets nobody pass who did what nobody asked, or could not be judged', () => {
    const [moved, unseen] = [{ measures: { unasked: 1 } }, { checks: { 'depth-on-turn': 'not-judged' } as const }]
    const result = crossValidate([row({ file: 'a', ...moved }), row({ file: 'b', subject: 'p2', ...unseen })])
    expect(result.bonafide.rejected).toBe(2)
  })
})
