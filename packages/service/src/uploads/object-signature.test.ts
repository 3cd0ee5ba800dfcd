import { describe, expect, it } from 'vitest'
import { signObjectRequest } from './object-signature.ts'

describe('the signature of an object', () => {
  // As the vendor's own client for Node (ali-oss 6.23.0) sent it with the secret `secret`.
  it('is the one that the official client makes', () => {
    const headers = new Map([
      ['x-oss-date', 'Wed, 25 Nov 2026 21:05:43 GMT'],
      ['x-oss-security-token', 'tok+/='],
      ['content-type', 'image/jpeg'],
      ['content-md5', 'XUFAKrxLKna5cZ2REBfFkg=='],
      ['user-agent', 'not signed'],
    ])
    const request = { method: 'PUT', bucket: '127', object: 'pre/ü x.jpg', headers }
    expect(signObjectRequest(request, 'secret')).toBe('m30yw9tLDwx7mgVyYRw+pCGxYaI=')
    expect(signObjectRequest({ ...request, object: 'pre/y.jpg' }, 'secret')).not.toBe('m30yw9tLDwx7mgVyYRw+pCGxYaI=')
  })
})
