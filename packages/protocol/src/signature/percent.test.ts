import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalQuery } from './canonical.ts'
import { readPairs } from './pairs.ts'
import { decodePercent, encodePercent, PercentError } from './percent.ts'

const text = fc.string({ unit: 'grapheme' })

describe('percent encoding', () => {
  it('keeps letters, digits and -_.~ and encodes everything else', () => {
    expect(encodePercent("AZaz09-_.~ *+/!'()中")).toBe('AZaz09-_.~%20%2A%2B%2F%21%27%28%29%E4%B8%AD')
  })

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(decodePercent(encodePercent(value))).toBe(value)
      }),
    )
  })

  it('reads back a byte order mark', () => {
    expect(decodePercent('%EF%BB%BFa')).toBe('\ufeffa')
  })

  it('never throws anything but its own error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (value) => {
        try {
          expect(typeof decodePercent(value)).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(PercentError)
        }
      }),
    )
  })
})

describe('the canonical query', () => {
  it('does not depend on the order of the parameters', () => {
    const pairs = fc.array(fc.tuple(text, text), { maxLength: 12 })
    const shuffled = pairs.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(canonicalQuery(other)).toBe(canonicalQuery(list))
      }),
    )
  })

  it('reads back as the same parameters', () => {
    const pairs = fc.uniqueArray(
      fc.tuple(
        text.filter((name) => name !== ''),
        text,
      ),
      { selector: ([name]) => name, maxLength: 12 },
    )
    fc.assert(
      fc.property(pairs, (list) => {
        expect([...readPairs(canonicalQuery(list))].sort()).toEqual([...list].sort())
      }),
    )
  })

  it('sorts by the decoded name', () => {
    expect(
      canonicalQuery([
        ['é', '1'],
        ['a', '2'],
        ['Z', ''],
      ]),
    ).toBe('Z=&a=2&%C3%A9=1')
  })
})
