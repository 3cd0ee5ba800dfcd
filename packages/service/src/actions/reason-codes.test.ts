import { REASONS } from '@bonafide/engine'
import { RESULT_CODES } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { REASON_CODES, subCodeOf } from './reason-codes.ts'

describe('the table of reasons and result codes', () => {
  it('has exactly the reasons of the engine', () => {
    expect(Object.keys(REASON_CODES).sort()).toEqual([...REASONS].sort())
  })

  it('answers only codes that the API knows, and never that it passed', () => {
    const codes = new Set<string>(Object.values(REASON_CODES))
    expect([...codes].filter((code) => !Object.hasOwn(RESULT_CODES, code) || code === '200')).toEqual([])
  })

  it('calls an uncertain match 204 where a supplied face is compared, 207 where a portrait is', () => {
    expect(subCodeOf('match-uncertain', { evidence: ['face', 'reference'] })).toBe('204')
    expect(subCodeOf('match-uncertain', { evidence: ['document', 'face'] })).toBe('207')
  })
})
