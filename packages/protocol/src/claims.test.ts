import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLAIM_LIMITS, packClaims, parseClaims } from './claims.ts'
import { MaterialError, unpackMaterial } from './material.ts'

const name = fc.stringMatching(/^[A-Za-z_]{1,40}$/).filter((text) => text !== '__proto__')
const value = fc.stringMatching(/^[^\p{C}\p{Z}]{1,60}$/u)
const page = fc.dictionary(name, value, { maxKeys: 8, noNullPrototype: true })
const claims = fc.record({ '01': page, '02': page }, { requiredKeys: [] })

const bytesOf = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content))

describe('claims', () => {
  it('read back as they were packed', () => {
    fc.assert(
      fc.property(claims, (claimed) => {
        const { manifest, parts } = unpackMaterial(packClaims(claimed))
        expect(manifest.kind).toBe('claims')
        expect(parseClaims(parts[0] ?? new Uint8Array())).toEqual(claimed)
      }),
    )
  })

  it('of any other form are refused with the error of materials, which repeats nothing of them', () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.dictionary(fc.string(), fc.jsonValue()).map(bytesOf),
    )
    fc.assert(
      fc.property(content, (part) => {
        try {
          for (const values of Object.values(parseClaims(part))) expect(values).toBeTypeOf('object')
        } catch (error) {
          expect(error).toBeInstanceOf(MaterialError)
        }
      }),
    )
  })

  it.each([
    ['another page', { '03': { surname: 'DOE' } }],
    ['a name with a dot', { '01': { 'sur.name': 'DOE' } }],
    ['a value of two lines', { '01': { surname: 'DOE\nJANE' } }],
    ['a value that turns the direction of writing', { '01': { surname: 'DOE\u202e' } }],
    ['a value that is no text', { '01': { surname: 7 } }],
    ['a value that is too long', { '01': { surname: 'x'.repeat(CLAIM_LIMITS.letters + 1) } }],
    ['too many fields', { '01': Object.fromEntries(Array.from({ length: 33 }, (_, n) => ['a'.repeat(n + 1), ''])) }],
    ['a list', [{ surname: 'DOE' }]],
  ])('are refused: %s', (_, content) => {
    expect(() => parseClaims(bytesOf(content))).toThrow(MaterialError)
  })
})
