import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBytes, SealBroken, sealBytes } from './sealed-bytes.ts'

const key = new Uint8Array(randomBytes(32))
const context = ['transaction', 't', 'x', 'page-01']
const SEGMENT = 64 * 1024
const SEALED_SEGMENT = SEGMENT + 16
const HEADER = 17

const plainOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 31) % 256)

describe('sealed bytes', () => {
  it.each([0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 7])(
    'open again at a length of %d',
    (size) => {
      expect(openBytes(key, context, sealBytes(key, context, plainOf(size)))).toEqual(plainOf(size))
    },
  )

  it('are what the format says: a key by HKDF-SHA-256 (RFC 5869) of salt and purpose, then AES-256-GCM', () => {
    const sealed = sealBytes(key, context, plainOf(100))
    const derived = hkdfSync('sha256', key, sealed.subarray(1, HEADER), 'bonafide sealed bytes 1', 32)
    const decipher = createDecipheriv('aes-256-gcm', new Uint8Array(derived), Buffer.from([...Array(11).fill(0), 1]))
    decipher.setAAD(Buffer.from(JSON.stringify(context)))
    decipher.setAuthTag(sealed.subarray(sealed.length - 16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(HEADER, sealed.length - 16)), decipher.final()])
    expect(new Uint8Array(plain)).toEqual(plainOf(100))
  })

  it('refuse to open when cut anywhere, also between two segments', () => {
    const sealed = sealBytes(key, context, plainOf(3 * SEGMENT))
    const cuts = [
      0,
      1,
      HEADER,
      HEADER + 16,
      HEADER + SEALED_SEGMENT,
      HEADER + 2 * SEALED_SEGMENT,
      sealed.length - 16,
      sealed.length - 1,
    ]
    for (const cut of cuts) expect(() => openBytes(key, context, sealed.subarray(0, cut))).toThrow(SealBroken)
  })

  it('refuse to open when segments are reordered, repeated, left out or taken from another object', () => {
    const [sealed, other] = [
      sealBytes(key, context, plainOf(3 * SEGMENT)),
      sealBytes(key, context, plainOf(3 * SEGMENT)),
    ]
    const segment = (of: Uint8Array, index: number) =>
      of.subarray(HEADER + index * SEALED_SEGMENT, HEADER + (index + 1) * SEALED_SEGMENT)
    const put = (...segments: Uint8Array[]) => new Uint8Array(Buffer.concat([sealed.subarray(0, HEADER), ...segments]))
    const [a, b, c] = [segment(sealed, 0), segment(sealed, 1), segment(sealed, 2)]
    expect(openBytes(key, context, put(a, b, c))).toHaveLength(3 * SEGMENT)
    for (const forged of [
      put(b, a, c),
      put(a, a, c),
      put(a, c),
      put(b, c),
      put(a, b, c, c),
      put(a, segment(other, 1), c),
    ]) {
      expect(() => openBytes(key, context, forged)).toThrow(SealBroken)
    }
  })

  it('refuse to open after any byte was changed', () => {
    const sealed = sealBytes(key, context, plainOf(100))
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const forged = sealed.slice()
        forged[at] = (forged[at] ?? 0) ^ change
        expect(() => openBytes(key, context, forged)).toThrow(SealBroken)
      }),
    )
  })

  it('refuse to open in another context, however it is cut into parts', () => {
    const sealed = sealBytes(key, ['ab', 'c'], plainOf(5))
    for (const other of [['a', 'bc'], ['ab', 'c', ''], ['abc'], ['ab', 'd'], []]) {
      expect(() => openBytes(key, other, sealed)).toThrow(SealBroken)
    }
  })

  it('never throw anything but their own error, whatever is to be opened', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => openBytes(key, context, noise)).toThrow(SealBroken)
        expect(() => openBytes(key, context, Uint8Array.from([1, ...noise]))).toThrow(SealBroken)
      }),
    )
  })
})
