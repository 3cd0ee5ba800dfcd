import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FormInvalid, readForm } from './read-form.ts'

const BOUNDARY = 'boundary1a2b3c4d5e6f'
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`
const field = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const fileHead = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="key"\r\nContent-Type: \r\n\r\n`

/** As RFC 7578 says, and as the official clients write it: no line break behind the file, one before the last delimiter. */
const byTheBook = (fields: string, file: Uint8Array) =>
  Buffer.concat([Buffer.from(fields + fileHead), file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
const byTheClients = (fields: string, file: Uint8Array) =>
  Buffer.concat([
    Buffer.from(fields + fileHead),
    file,
    Buffer.from(`${field('success_action_status', '201')}\r\n--${BOUNDARY}--\r\n`),
  ])

const file = fc
  .uint8Array({ minLength: 1, maxLength: 2000 })
  .filter((bytes) => !Buffer.from(bytes).includes(BOUNDARY) && bytes.at(-1) !== 10)

describe('an upload form', () => {
  it('is read byte for byte, as the book and as the official clients write it', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/boundary|[\r\n]/.test(text))
    fc.assert(
      fc.property(value, file, fc.constantFrom(byTheBook, byTheClients), (policy, bytes, write) => {
        const parts = readForm(TYPE, write(field('policy', policy), bytes))
        expect(new TextDecoder().decode(parts.get('policy'))).toBe(policy)
        expect(parts.get('file')).toEqual(bytes)
      }),
    )
  })

  it.each([
    ['without a boundary', 'multipart/form-data', field('a', 'b')],
    ['without an end', TYPE, field('a', 'b')],
    ['with a part twice', TYPE, `${field('a', 'b')}${field('a', 'c')}--${BOUNDARY}--`],
    ['with a part without a name', TYPE, `--${BOUNDARY}\r\nContent-Type: x\r\n\r\nb\r\n--${BOUNDARY}--`],
    [
      'with more parts than any client sends',
      TYPE,
      `${Array.from({ length: 30 }, (_, n) => field(`${n}`, '')).join('')}--${BOUNDARY}--`,
    ],
  ])('is refused %s', (_, type, text) => {
    expect(() => readForm(type, Buffer.from(text))).toThrow(FormInvalid)
  })

  it('is refused by its own error or read, whatever the bytes are', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(`--${BOUNDARY}`, '--', '\r\n', '\r\n\r\n', 'Content-Disposition: form-data; name="a"'),
        fc.string({ maxLength: 20 }),
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(fc.oneof(fc.constant(TYPE), fc.string()), pieces, (type, text) => {
        try {
          expect(readForm(type, Buffer.from(text.join(''))).size).toBeLessThanOrEqual(20)
        } catch (error) {
          expect(error).toBeInstanceOf(FormInvalid)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
