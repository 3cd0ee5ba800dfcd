import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leadingReason, outcomeOf, REASON_PRIORITY } from './decide.ts'
import type { Finding, Outcome } from './finding.ts'
import { makeFinding } from './make-finding.ts'
import { REASONS } from './reasons.ts'

const outcome = fc.constantFrom<Outcome>('passed', 'failed', 'review', 'not-judged')
const finding = fc.record({ outcome, reason: fc.constantFrom(...REASONS) })
const findings = fc
  .array(finding)
  .map((list): readonly Finding[] =>
    list.map(({ outcome, reason }) => makeFinding('c', outcome, outcome === 'passed' ? [] : [reason])),
  )

describe('the decision', () => {
  it('passes only when there are findings and every one passed', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const allPassed = list.length > 0 && list.every((one) => one.outcome === 'passed')
        expect(outcomeOf(list) === 'passed').toBe(allPassed)
      }),
    )
  })

  it('does not pass what could not be judged', () => {
    expect(outcomeOf([makeFinding('a', 'passed', []), makeFinding('b', 'not-judged', ['no-face'])])).toBe('not-passed')
  })

  it('goes to a person only when nothing speaks against it', () => {
    const review = makeFinding('a', 'review', ['match-uncertain'])
    expect(outcomeOf([review, makeFinding('b', 'passed', [])])).toBe('review')
    expect(outcomeOf([review, makeFinding('b', 'failed', ['face-mismatch'])])).toBe('not-passed')
  })

  it('names a reason unless it passed, and one that a deciding finding gave', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const reason = leadingReason(list)
        if (outcomeOf(list) === 'passed') {
          expect(reason).toBeUndefined()
          return
        }
        const given = list.flatMap((one) => one.reasons)
        expect(reason === 'system-error' || (reason !== undefined && given.includes(reason))).toBe(true)
      }),
    )
  })

  it('lets attacks lead mismatches and mismatches lead document faults', () => {
    const of = (...reasons: (typeof REASONS)[number][]) =>
      leadingReason(reasons.map((reason) => makeFinding('c', 'failed', [reason])))
    expect(of('document-expired', 'face-mismatch', 'challenge-not-met')).toBe('challenge-not-met')
    expect(of('mrz-check-digit', 'face-mismatch')).toBe('face-mismatch')
    expect(of('challenge-not-met', 'no-motion')).toBe('no-motion')
    expect(new Set(REASON_PRIORITY).size).toBe(REASONS.length)
  })
})
