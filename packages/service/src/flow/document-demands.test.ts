import { describe, expect, it } from 'vitest'
import { documentDemands } from './document-demands.ts'

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
  ])('reads %o', (parameters, demands) => {
    expect(documentDemands({ parameters })).toEqual(demands)
  })
})
