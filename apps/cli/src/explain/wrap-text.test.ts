import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, wrapText } from './wrap-text.ts'

describe('wrapText', () => {
  it('divides between words, and words only where they are longer than a line', () => {
    expect(wrapText('name: ANNA MARIA ERIKSSON', 12)).toEqual(['name: ANNA', 'MARIA', 'ERIKSSON'])
    expect(wrapText('P<UTOERIKSSON<<ANNA', 10)).toEqual(['P<UTOERIKS', 'SON<<ANNA'])
  })

  it('counts Chinese letters twice', () => {
    expect(wrapText('香港永久性居民身份證', 8)).toEqual(['香港永久', '性居民身', '份證'])
  })

  it('loses nothing but spaces and what has no shape, and makes no line too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.integer({ min: 2, max: 60 }), (text, columns) => {
        const lines = wrapText(text, columns)
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns)
        const letters = (some: string) => some.replace(/[ \p{Other}]/gu, '')
        expect(letters(lines.join(''))).toBe(letters(text))
      }),
    )
  })
})
