import { describe, expect, it } from 'vitest'
import { type ComparedPair, ratesOf } from './face-rates.ts'
import { regressions } from './regressions.ts'

const attack = (n: number, accepted: number) => ({ n, accepted, apcer: accepted / n, upper95: 1 })
const liveness = (rejected: number, attacks: object, n = 40) => ({ bonafide: { n, rejected, bpcer: 0 }, attacks })
const BEFORE = liveness(2, { print: attack(40, 0), screen: attack(40, 1) })

describe('an evaluation of liveness against an earlier one', () => {
  it('is no worse when it shows the same, or fewer errors', () => {
    expect(regressions('liveness', BEFORE, BEFORE)).toEqual([])
    const better = liveness(0, { print: attack(40, 0), screen: attack(40, 0), mask: attack(5, 0) })
    expect(regressions('liveness', better, BEFORE)).toEqual([])
  })

  it('names each species of which one more is accepted, whatever the others do', () => {
    const after = liveness(2, { print: attack(40, 1), screen: attack(40, 0) })
    expect(regressions('liveness', after, BEFORE)).toEqual(['print accepted: 1 of 40, 0 of 40 before'])
  })

  it('names people who are rejected more often than before, and more than 15 of 100 in any case', () => {
    const after = liveness(3, { print: attack(40, 0), screen: attack(40, 1) })
    expect(regressions('liveness', after, BEFORE)).toEqual(['bona fide rejected: 3 of 40, 2 of 40 before'])
    const many = liveness(7, { print: attack(40, 0), screen: attack(40, 1) })
    expect(regressions('liveness', many, many)).toEqual(['bona fide rejected: 7 of 40, more than 15 %'])
  })

  it('of another size is worse only beyond what chance allowed before', () => {
    const print = (n: number, accepted: number) => liveness(2, { print: attack(n, accepted), screen: attack(40, 1) })
    // 0 of 40 leaves up to 7.2 %.
    expect(regressions('liveness', print(100, 7), BEFORE)).toEqual([])
    expect(regressions('liveness', print(100, 8), BEFORE)).toEqual(['print accepted: 8 of 100, 0 of 40 before'])
  })

  it('is worse when a species is left out', () => {
    expect(regressions('liveness', liveness(2, { screen: attack(40, 1) }), BEFORE)).toEqual([
      'print accepted: not measured, 0 of 40 before',
    ])
  })
})

describe('an evaluation of faces against an earlier one', () => {
  const CALIBRATION = [
    { distance: 0, score: 100 },
    { distance: 1, score: 0 },
  ]
  const pairs = (same: boolean, count: number, distance: number): readonly ComparedPair[] =>
    Array.from({ length: count }, () => ({ same, distance, people: [] }))
  const report = (missed: number, matched: number, failedToAcquire = 0) => {
    const compared = [
      ...pairs(true, 100 - missed, 0.1),
      ...pairs(true, missed, 0.95),
      ...pairs(false, 2_000 - matched, 0.9),
      ...pairs(false, matched, 0.3),
    ]
    const rates = ratesOf(compared, CALIBRATION)
    return { ...rates, portrait: rates, failedToAcquire, pictures: 100 }
  }

  it('is no worse when it shows the same', () => {
    expect(regressions('faces', report(2, 1), report(2, 1))).toEqual([])
  })

  it('names people who are not known again, and pictures that are refused, more often than before', () => {
    expect(regressions('faces', report(3, 1, 1), report(2, 1))).toEqual([
      'face: not known again at one false match in 1,000: 3 of 100, 2 of 100 before',
      'portrait: not known again at one false match in 1,000: 3 of 100, 2 of 100 before',
      'failed to acquire: 1 of 100, 0 of 100 before',
    ])
  })

  it('names strangers who are matched: more than before, and more than one in 1,000', () => {
    const named = regressions('faces', report(0, 5), report(0, 1))
    expect(named).toContain('face: strangers matched at the operating point: 5 of 2000, 1 of 2000 before')
    expect(named).toContain('portrait: strangers matched at the operating point: 5 of 2000, more than 0.1 %')
  })
})

describe('what is no earlier report', () => {
  it.each([undefined, null, [], {}, { bonafide: {}, attacks: {} }, { bonafide: { n: '1' } }])(
    'is refused: %j',
    (no) => {
      expect(() => regressions('liveness', BEFORE, no)).toThrow(expect.objectContaining({ code: 'baseline-invalid' }))
    },
  )

  it('is refused for an evaluation that nothing is compared of', () => {
    expect(() => regressions('quality', {}, {})).toThrow('only liveness and faces can be compared, not quality')
  })
})
