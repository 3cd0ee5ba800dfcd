import { describe, expect, it } from 'vitest'
import { asksForAttributes, documentAnswer, documentDemands } from './document-demands.ts'

describe('documentDemands', () => {
  it.each([
    [{}, {}],
    [{ IdThreshold: '3', IdSpoof: 'N' }, {}],
    [{ IdThreshold: '0' }, { quality: 'standard' }],
    [
      { IdThreshold: '1', IdSpoof: 'Y' },
      { quality: 'strict', forgerySigns: true },
    ],
    [
      { IdThreshold: '2', IdSpoof: 'T' },
      { quality: 'loose', forgerySigns: true },
    ],
    [
      { IdSpoof: '1', IdFaceQuality: 'Y' },
      { forgerySigns: true, portraitQuality: true },
    ],
    [{ Ocr: 'F' }, { fields: false }],
  ])('reads %o', (parameters, demands) => {
    expect(documentDemands({ parameters })).toEqual(demands)
  })
})

describe('asksForAttributes', () => {
  it('is no unless the request says yes', () => {
    expect(asksForAttributes({ parameters: {} })).toBe(false)
    expect(asksForAttributes({ parameters: { FaceAttributeCheck: 'N' } })).toBe(false)
    expect(asksForAttributes({ parameters: { FaceAttributeCheck: 'Y' } })).toBe(true)
  })
})

describe('documentAnswer', () => {
  it('reads every spelling of its switches, and their defaults', () => {
    expect(documentAnswer({ parameters: {} })).toEqual({ fields: true, standardValues: false })
    expect(documentAnswer({ parameters: { Ocr: 'N', OcrValueStandard: '1' } })).toEqual({
      fields: false,
      standardValues: true,
    })
  })
})
