import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Manifest, MaterialError, packMaterial, unpackMaterial } from './material.ts'

const part = fc.uint8Array({ minLength: 1, maxLength: 30 })
const frames = fc.array(fc.tuple(part, fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 12 })

function faceOf(list: readonly (readonly [Uint8Array, number])[]): { manifest: Manifest; parts: Uint8Array[] } {
  let at = 0
  const atMs = list.map(([, gap]) => {
    at += gap
    return at
  })
  const parts = list.map(([bytes]) => bytes)
  return { manifest: { kind: 'face', challengeId: 'c1', sizes: parts.map(({ length }) => length), atMs }, parts }
}

const withManifest = (manifest: unknown, body = new Uint8Array([1])): Uint8Array => {
  const header = new TextEncoder().encode(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  const bytes = new Uint8Array(8 + header.length + body.length)
  bytes.set([0x42, 0x46, 0x4d, 0x31])
  new DataView(bytes.buffer).setUint32(4, header.length)
  bytes.set(header, 8)
  bytes.set(body, 8 + header.length)
  return bytes
}

describe('a material', () => {
  it('reads back as it was packed, also from the middle of a buffer', () => {
    fc.assert(
      fc.property(frames, (list) => {
        const { manifest, parts } = faceOf(list)
        const packed = packMaterial(manifest, parts)
        const shifted = new Uint8Array(packed.length + 3)
        shifted.set(packed, 3)
        const read = unpackMaterial(shifted.subarray(3))
        expect(read.manifest).toEqual(manifest)
        expect(read.parts.map((bytes) => [...bytes])).toEqual(parts.map((bytes) => [...bytes]))
      }),
    )
  })

  it('is one part for a document page', () => {
    const packed = packMaterial({ kind: 'document', sizes: [3] }, [new Uint8Array([1, 2, 3])])
    expect(unpackMaterial(packed)).toEqual({
      manifest: { kind: 'document', sizes: [3] },
      parts: [new Uint8Array([1, 2, 3])],
    })
  })

  it('is refused when it is cut, has bytes left over, or its manifest is not what it says', () => {
    const whole = packMaterial({ kind: 'document', sizes: [3] }, [new Uint8Array([1, 2, 3])])
    const bad: readonly Uint8Array[] = [
      new Uint8Array(),
      whole.subarray(0, whole.length - 1),
      new Uint8Array([...whole, 0]),
      Uint8Array.from(whole, (byte, index) => (index === 0 ? 0 : byte)),
      withManifest('not json'),
      withManifest('null'),
      withManifest({ kind: 'other', sizes: [1] }),
      withManifest({ kind: 'document', sizes: [1, 1] }, new Uint8Array(2)),
      withManifest({ kind: 'document', sizes: [0] }, new Uint8Array()),
      withManifest({ kind: 'document', sizes: [0.5] }),
      withManifest({ kind: 'face', challengeId: 'c', sizes: [1], atMs: [] }),
      withManifest({ kind: 'face', challengeId: 'c', sizes: [1], atMs: [-1] }),
      withManifest({ kind: 'face', challengeId: 'c', sizes: [1, 1], atMs: [5, 5] }, new Uint8Array(2)),
      withManifest({ kind: 'face', sizes: [1], atMs: [0] }),
    ]
    for (const bytes of bad) expect(() => unpackMaterial(bytes)).toThrow(MaterialError)
  })

  it('never throws anything but its own error', () => {
    const packed = packMaterial({ kind: 'document', sizes: [3] }, [new Uint8Array([1, 2, 3])])
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(255), (index, byte) => {
        const changed = Uint8Array.from(packed)
        changed[index] = byte
        try {
          expect(unpackMaterial(changed).parts.length).toBe(1)
        } catch (error) {
          expect(error).toBeInstanceOf(MaterialError)
        }
      }),
    )
  })
})
