import { describe, expect, it } from 'vitest'
import { birthDateOf, expiryDateOf } from './dates.ts'

describe('centuries of two-digit years', () => {
  it('never puts a birth into the future', () => {
    expect(birthDateOf('260101', '2026-11-23')).toBe('2026-01-01')
    expect(birthDateOf('261124', '2026-11-23')).toBe('1926-11-24')
    expect(birthDateOf('740812', '2026-11-23')).toBe('1974-08-12')
  })

  it('reads expiry years as 2000 to 2099 unless that is further ahead than documents are valid', () => {
    expect(expiryDateOf('120415', '2026-11-23')).toBe('2012-04-15')
    expect(expiryDateOf('360101', '2026-11-23')).toBe('2036-01-01')
    expect(expiryDateOf('961210', '2026-11-23')).toBe('1996-12-10')
  })

  it('keeps the dates that states print for documents without an end', () => {
    expect(expiryDateOf('991231', '2026-11-23')).toBe('2099-12-31')
  })

  it('makes no date of what is none', () => {
    expect(birthDateOf('74<<<<', '2026-11-23')).toBeUndefined()
    expect(birthDateOf('740231', '2026-11-23')).toBeUndefined()
    expect(expiryDateOf('991301', '2026-11-23')).toBeUndefined()
  })
})
