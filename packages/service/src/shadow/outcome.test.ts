import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomeOf, printedFields } from './outcome.ts'

const ANSWER = {
  Code: 'Success',
  Message: 'success',
  Result: {
    Passed: 'N',
    SubCode: '205',
    ExtIdInfo: JSON.stringify({
      ocrIdPassed: 'Y',
      spoofInfo: { spoofResult: 'N', spoofType: [] },
      ocrIdInfoData: { '01': { surname: 'ERIKSSON', passport_number: 'L898902C3', idImage: 'A'.repeat(2000) } },
    }),
    ExtFaceInfo: { facePassed: 'N', faceComparisonScore: '41.2', faceAge: 31 },
  },
}

describe('an answer that is compared', () => {
  it('is read for its verdicts and scores, written as text or as object', () => {
    expect(outcomeOf({ status: 200, body: ANSWER })).toEqual({
      status: 200,
      code: 'Success',
      passed: 'N',
      subCode: '205',
      checks: { ocrIdPassed: 'Y', spoofResult: 'N', facePassed: 'N' },
      scores: { faceComparisonScore: 41.2 },
    })
  })

  it('is kept without anything that says who was judged', () => {
    expect(JSON.stringify(outcomeOf({ status: 200, body: ANSWER }))).not.toMatch(/ERIKSSON|L898902C3|31/)
    const name = 'Anna Maria of Utopia'
    const odd = { Code: name, Result: { Passed: name, SubCode: name, ExtFaceInfo: { facePassed: name } } }
    expect(JSON.stringify(outcomeOf({ status: 200, body: odd }))).not.toContain('Anna')
  })

  it('never breaks, whatever the other service sends', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('Code', 'Result', 'x'), fc.jsonValue()), (body) => {
        const { code, checks, scores } = outcomeOf({ status: 200, body })
        expect(code).toMatch(/^[A-Za-z0-9._-]{1,32}$/)
        expect(Object.values(checks).every((word) => word.length <= 32)).toBe(true)
        expect(Object.values(scores).every(Number.isFinite)).toBe(true)
        expect(printedFields(body)).toBeInstanceOf(Map)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what a document says', () => {
  it('is compared by page and name, in the forms of both generations of products, without pictures', () => {
    expect([...printedFields(ANSWER)]).toEqual([
      ['01/surname', 'ERIKSSON'],
      ['01/passport_number', 'L898902C3'],
    ])
    const sides = { ocrIdInfo: { name: 'A' }, ocrIdBackInfo: { name: 'B', number: 7 } }
    expect([...printedFields({ Result: { ExtIdInfo: JSON.stringify(sides) } })]).toEqual([
      ['01/name', 'A'],
      ['02/name', 'B'],
    ])
  })
})
