import { describe, expect, it } from 'vitest'
import type { Comparison } from './comparison.ts'
import type { Outcome } from './outcome.ts'
import { reportLines } from './report-lines.ts'

const outcome = (change: Partial<Outcome> = {}): Outcome => ({
  status: 200,
  code: 'Success',
  passed: 'Y',
  subCode: '200',
  checks: { ocrIdPassed: 'Y' },
  scores: {},
  ...change,
})
const comparison = (change: Partial<Comparison> = {}): Comparison => ({
  operation: 'DocOcr',
  documentType: '01000000',
  ours: outcome(),
  theirs: outcome(),
  ms: {},
  notCompared: [],
  ...change,
})

async function linesOf(...comparisons: readonly Comparison[]) {
  async function* all() {
    yield* comparisons
  }
  return (await reportLines(all())).map(({ what, value, n, agreed, ...rest }) => ({
    said: [what, value, agreed, n],
    ...rest,
  }))
}

describe('the report of shadow mode', () => {
  it('counts for each thing how often both said the same, and names every pair of SubCodes', async () => {
    const expired = outcome({ passed: 'N', subCode: '212', checks: { ocrIdPassed: 'N' } })
    const lines = await linesOf(comparison(), comparison(), comparison({ ours: expired }))
    expect(lines.map(({ said }) => said)).toEqual([
      ['Passed', '', 2, 3],
      ['SubCode', '', 2, 3],
      ['SubCode pair', '200/200', 2, 2],
      ['SubCode pair', '212/200', 0, 1],
      ['answer', '', 3, 3],
      ['ocrIdPassed', '', 2, 3],
    ])
  })

  it('keeps documents, products and operations apart', async () => {
    const lines = await linesOf(comparison(), comparison({ documentType: '00000001' }), comparison({ product: 'A' }))
    expect(lines.filter(({ said }) => said[0] === 'Passed')).toHaveLength(3)
  })

  it('adds up fields, and says how far scores lie apart', async () => {
    const score = (value: number) => outcome({ checks: {}, scores: { faceComparisonScore: value } })
    const lines = await linesOf(
      comparison({ ours: score(90), theirs: score(87), fields: { compared: 8, equal: 7 } }),
      comparison({ ours: score(50), theirs: score(50), fields: { compared: 2, equal: 2 } }),
    )
    expect(lines).toContainEqual(expect.objectContaining({ said: ['field', '', 9, 10] }))
    expect(lines).toContainEqual(expect.objectContaining({ said: ['faceComparisonScore', '', 1, 2], drift: 1.5 }))
  })

  it('never counts a verdict that rests on what was not compared', async () => {
    const lines = await linesOf(comparison({ notCompared: ['liveness'] }))
    const said = lines.map((line) => line.said[0])
    expect(said).not.toContain('Passed')
    expect(said).not.toContain('SubCode')
    expect(said).toEqual(expect.arrayContaining(['none', 'SubCode without liveness', 'ocrIdPassed']))
  })

  it('counts a missing side as not compared and nothing else', async () => {
    const { theirs: _, ...alone } = comparison({ notCompared: ['upstream-unavailable'] })
    expect((await linesOf(alone)).map(({ said }) => said)).toEqual([['none', 'upstream-unavailable', 0, 1]])
  })
})
