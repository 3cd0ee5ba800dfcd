import { createSign, generateKeyPairSync } from 'node:crypto'
import { signedText } from '@bonafide/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChannelRequest, isSignedBy } from './verify-signature.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
const POINT = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
const KEY = POINT.toString('base64url')
/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

function signed(): ChannelRequest {
  const text = signedText('GET', '/channel/v1/t1/session?wait=5', 3, EMPTY)
  const signature = createSign('sha256').update(text).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' })
  return {
    method: 'GET',
    path: '/channel/v1/t1/session?wait=5',
    transactionId: 't1',
    sequence: 3,
    signature: signature.toString('base64url'),
    body: new Uint8Array(),
  }
}

describe('isSignedBy', () => {
  it('is true for what the key signed, and false once anything of it is changed', () => {
    const request = signed()
    expect(isSignedBy(KEY, request)).toBe(true)
    for (const change of [
      { method: 'POST' },
      { path: '/channel/v1/t1/session?wait=6' },
      { path: '/channel/v1/t2/session?wait=5' },
      { sequence: 4 },
      { body: new Uint8Array([1]) },
      { signature: '' },
    ]) {
      expect(isSignedBy(KEY, { ...request, ...change })).toBe(false)
    }
  })

  it('never throws, whatever is given as key and signature', () => {
    const request = signed()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ maxLength: 70 }), (key, signature) => {
        const given = { ...request, signature: Buffer.from(signature).toString('base64url') }
        expect(isSignedBy(Buffer.from(key).toString('base64url'), given)).toBe(false)
        const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, key[0] ?? 1)]).toString('base64url')
        expect(isSignedBy(offCurve, request)).toBe(false)
      }),
    )
  })
})
