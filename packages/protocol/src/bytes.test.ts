import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64, equalInConstantTime, hex } from './bytes.ts'

const bytes = fc.uint8Array({ maxLength: 80 })

describe('bytes', () => {
  it('are written as Base64 and hexadecimal as everywhere', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(encodeBase64(value)).toBe(Buffer.from(value).toString('base64'))
        expect(hex(value)).toBe(Buffer.from(value).toString('hex'))
        expect(decodeBase64(encodeBase64(value))).toEqual(Uint8Array.from(value))
      }),
    )
  })

  it('have exactly one accepted Base64 spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'b', '1', '/', '+', '=', '-', ' ') }), (text) => {
        const decoded = decodeBase64(text)
        expect(decoded === undefined || encodeBase64(decoded) === text).toBe(true)
      }),
    )
    for (const text of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A===', '====', 'AA==AAAA', 'AA-_', 'AAAA\n', 'ÄAAA']) {
      expect(decodeBase64(text), text).toBeUndefined()
    }
  })

  it('are compared over their whole length', () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => equalInConstantTime(a, b) === (hex(a) === hex(b))))
    expect(equalInConstantTime(new Uint8Array([0]), new Uint8Array())).toBe(false)
  })
})
