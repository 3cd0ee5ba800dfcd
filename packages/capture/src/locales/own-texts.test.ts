import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import en from './en.ts'
import es from './es.ts'
import { withOwnTexts } from './own-texts.ts'

describe('a merchant’s own texts', () => {
  it('take the place of ours in their language alone', () => {
    const own = { en: { 'guide.start': 'Let’s go' } }
    expect(withOwnTexts(en, own).texts).toEqual({ ...en.texts, 'guide.start': 'Let’s go' })
    expect(withOwnTexts(es, own)).toBe(es)
    expect(withOwnTexts(en, undefined)).toBe(en)
  })

  it('never leave a screen without words, whatever they are', () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(en.texts), '__proto__', 'toString'), fc.string())
    const texts = fc.dictionary(names, fc.oneof(fc.string(), fc.constant(undefined), fc.integer()))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('en', 'es', 'constructor'), texts), (own) => {
        const worn = withOwnTexts(en, own).texts
        expect(Object.keys(worn)).toEqual(Object.keys(en.texts))
        expect(Object.values(worn).every((text) => typeof text === 'string' && text !== '')).toBe(true)
      }),
    )
  })
})
