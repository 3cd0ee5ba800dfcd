import { describe, expect, it } from 'vitest'
import { type ForgeryRow, figuresOf } from './forgery-figures.ts'

function row(rest: Partial<ForgeryRow>): ForgeryRow {
  return {
    tool: 'b',
    species: 'copy',
    way: 'toner, jpeg',
    seed: 1,
    flagged: true,
    judged: true,
    contradicted: false,
    reasons: [],
    labels: [],
    measures: {},
    cpuMs: 1,
    ...rest,
  }
}

describe('figures of forgeries', () => {
  it('count each species and way of a tool, with the bound that counts against us', () => {
    const rows = [
      ...Array.from({ length: 8 }, () => row({})),
      row({ flagged: false, contradicted: true, way: 'toner, png' }),
      row({ flagged: false, judged: false, way: 'toner, png' }),
      ...Array.from({ length: 20 }, () => row({ species: 'original', flagged: false, way: 'taken' })),
    ]
    expect(figuresOf(rows)).toEqual({
      b: {
        copy: {
          n: 10,
          flagged: 8,
          bound95: 0.493,
          notJudged: 1,
          stopped: 9,
          stoppedBound95: 0.606,
          ways: { 'toner, jpeg': '8 of 8', 'toner, png': '0 of 2' },
        },
        original: {
          n: 20,
          flagged: 0,
          bound95: 0.139,
          notJudged: 0,
          stopped: 0,
          stoppedBound95: 0.139,
          ways: { taken: '0 of 20' },
        },
      },
    })
  })
})
