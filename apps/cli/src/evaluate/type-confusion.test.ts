import { describe, expect, it } from 'vitest'
import { confusionOf, guessOf } from './type-confusion.ts'

const candidate = (type: string, score01: number) => ({ type, page: '01' as const, score01 })
const guess = (type: string | undefined, ...typeCandidates: ReturnType<typeof candidate>[]) =>
  guessOf('THA01001', { fields: {}, ...(type === undefined ? {} : { type }), typeCandidates })

describe('what pictures of nothing known were taken for', () => {
  it('counts right, unknown and wrong apart, and names every confusion', () => {
    const guesses = [
      guess('THA01001', candidate('THA01001', 0.9), candidate('SGP01001', 0.2)),
      guess(undefined, candidate('THA01001', 0.4), candidate('SGP01001', 0.35)),
      guess('SGP01001', candidate('SGP01001', 0.6), candidate('THA01001', 0.3)),
    ]
    expect(confusionOf(guesses)).toMatchObject({
      n: 3,
      right: 1,
      unknown: 1,
      wrong: 1,
      confusion: { 'THA01001 as SGP01001': 1, 'THA01001 as THA01001': 1, 'THA01001 as unknown': 1 },
    })
  })

  it('keeps scores and leads of the true type apart from those of others', () => {
    const { byPrint } = confusionOf([
      guess('THA01001', candidate('THA01001', 0.9), candidate('SGP01001', 0.5)),
      guess(undefined, candidate('SGP01001', 0.3)),
    ])
    expect(byPrint.trueType.score01).toMatchObject({ n: 1, least: 0.9 })
    expect(byPrint.trueType.margin01.least).toBeCloseTo(0.4)
    expect(byPrint.otherType).toEqual({ score01: { n: 1, most: 0.3 }, margin01: { n: 1, most: 0.3 } })
  })

  it('has no score where zone or barcode told the type', () => {
    expect(guess('THA01001')).toMatchObject({ taken: 'THA01001', score01: null, margin01: null })
  })
})
