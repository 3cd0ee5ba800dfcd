import { describe, expect, it } from 'vitest'
import { nodeDigests } from '../../test/node-digests.ts'
import { activeKey, codeOf, verifierOf } from '../../test/verifier.ts'
import type { WireRequest } from './authenticate.ts'
import type { Pair } from './pairs.ts'
import { encodePercent } from './percent.ts'
import { signV2 } from './v2.ts'
import { signV3 } from './v3.ts'

const SIGNED_AT = new Date('2026-01-02T03:04:05Z')
const KEYS = {
  good: activeKey('secret'),
  old: activeKey('secret', { active: false }),
  modern: activeKey('secret', { allowV2: false }),
}

interface Change {
  readonly keyId?: string
  readonly secret?: string
  readonly query?: readonly Pair[]
  readonly form?: readonly Pair[]
  readonly method?: 'GET' | 'POST'
}

async function v3({
  keyId = 'good',
  secret = 'secret',
  query = [],
  form = [],
  method = 'POST',
}: Change = {}): Promise<WireRequest> {
  const call = await signV3(
    {
      method,
      host: 'idv.example.test',
      action: 'CheckResult',
      version: '2022-08-09',
      query,
      form,
      accessKeyId: keyId,
      accessKeySecret: secret,
      nonce: 'nonce-1',
      now: SIGNED_AT,
    },
    nodeDigests,
  )
  return {
    method,
    rawUrl: call.target,
    headers: Object.entries(call.headers),
    body: new TextEncoder().encode(call.body),
  }
}

async function v2({
  keyId = 'good',
  secret = 'secret',
  query = [],
  form = [],
  method = 'POST',
}: Change = {}): Promise<WireRequest> {
  const envelope: readonly Pair[] = [
    ...query,
    ['Action', 'CheckResult'],
    ['Version', '2022-08-09'],
    ['AccessKeyId', keyId],
    ['SignatureNonce', 'nonce-1'],
    ['Timestamp', '2026-01-02T03:04:05Z'],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureVersion', '1.0'],
  ]
  const signature = await signV2(method, [...envelope, ...form], secret, nodeDigests)
  const write = (pairs: readonly Pair[]) =>
    pairs.map(([name, value]) => `${encodePercent(name)}=${encodePercent(value)}`).join('&')
  return {
    method,
    rawUrl: `/?${write([...envelope, ['Signature', signature]])}`,
    headers: [['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8']],
    body: new TextEncoder().encode(write(form)),
  }
}

const verify = (request: WireRequest, now: Date | string = SIGNED_AT) => verifierOf(KEYS, now).verify(request)
const after = (ms: number) => new Date(SIGNED_AT.getTime() + ms)
const MINUTE = 60_000

describe('authenticate', () => {
  it('answers key, action, version and the merged parameters of a V3 request', async () => {
    const call = await verify(
      await v3({
        query: [
          ['A', '1'],
          ['B', 'q'],
        ],
        form: [
          ['B', 'f'],
          ['C', ''],
        ],
      }),
    )
    expect(call).toMatchObject({ accessKeyId: 'good', version: 'V3', action: 'CheckResult', apiVersion: '2022-08-09' })
    expect(call.key).toBe(KEYS.good)
    expect([...call.params]).toEqual([
      ['A', '1'],
      ['B', 'f'],
      ['C', ''],
    ])
  })

  it('leaves the envelope of V2 out of the parameters', async () => {
    const call = await verify(await v2({ query: [['A', '1']], form: [['C', ' +']] }))
    expect(call).toMatchObject({ version: 'V2', action: 'CheckResult', apiVersion: '2022-08-09' })
    expect([...call.params]).toEqual([
      ['A', '1'],
      ['C', ' +'],
    ])
  })

  it('treats __proto__ as an ordinary name', async () => {
    const call = await verify(await v3({ query: [['__proto__', 'x']], form: [['constructor', 'y']] }))
    expect([...call.params]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  it('accepts V3 up to fifteen minutes either way and not a second longer', async () => {
    const request = await v3()
    for (const ms of [0, 15 * MINUTE - 1000, 15 * MINUTE]) {
      expect(await codeOf(verify(request, after(ms)))).toBe('resolved')
      expect(await codeOf(verify(request, after(-ms)))).toBe('resolved')
    }
    expect(await codeOf(verify(request, after(15 * MINUTE + 1000)))).toBe('InvalidTimeStamp.Expired')
    expect(await codeOf(verify(request, after(-15 * MINUTE - 1000)))).toBe('InvalidTimeStamp.Expired')
  })

  it('accepts V2 up to 31 minutes after and 15 minutes before its timestamp', async () => {
    const request = await v2()
    for (const ms of [-15 * MINUTE, 31 * MINUTE - 1000, 31 * MINUTE]) {
      expect(await codeOf(verify(request, after(ms)))).toBe('resolved')
    }
    expect(await codeOf(verify(request, after(31 * MINUTE + 1000)))).toBe('InvalidTimeStamp.Expired')
    expect(await codeOf(verify(request, after(-15 * MINUTE - 1000)))).toBe('InvalidTimeStamp.Expired')
  })

  it('refuses a nonce that was used before, and remembers it for the whole window', async () => {
    const verifier = verifierOf(KEYS, SIGNED_AT)
    await verifier.verify(await v3())
    expect(await codeOf(verifier.verify(await v3({ query: [['A', '1']] })))).toBe('SignatureNonceUsed')
    expect(verifier.nonces.get('good nonce-1')).toEqual(after(30 * MINUTE))
    const second = verifierOf(KEYS, SIGNED_AT)
    await second.verify(await v2())
    expect(second.nonces.get('good nonce-1')).toEqual(after(46 * MINUTE))
  })

  it('does not let a forged request burn a nonce', async () => {
    const verifier = verifierOf(KEYS, SIGNED_AT)
    expect(await codeOf(verifier.verify(await v3({ secret: 'wrong' })))).toBe('SignatureDoesNotMatch')
    expect(await codeOf(verifier.verify(await v3()))).toBe('resolved')
  })

  it('names unknown and disabled keys, and keys that may not use V2', async () => {
    expect(await codeOf(verify(await v3({ keyId: 'nobody' })))).toBe('InvalidAccessKeyId.NotFound')
    expect(await codeOf(verify(await v3({ keyId: '__proto__' })))).toBe('InvalidAccessKeyId.NotFound')
    expect(await codeOf(verify(await v3({ keyId: 'old' })))).toBe('InvalidAccessKeyId.Inactive')
    expect(await codeOf(verify(await v2({ keyId: 'modern' })))).toBe('InvalidSignatureMethod')
    expect(await codeOf(verify(await v3({ keyId: 'modern' })))).toBe('resolved')
  })

  it('computes a signature for an unknown key too, so that it costs what a wrong one costs', async () => {
    let hmacs = 0
    const counting = {
      ...nodeDigests,
      hmacSha256: (key: Uint8Array, bytes: Uint8Array) => {
        hmacs += 1
        return nodeDigests.hmacSha256(key, bytes)
      },
    }
    await codeOf(verifierOf(KEYS, SIGNED_AT, counting).verify(await v3({ secret: 'wrong' })))
    const wrong = hmacs
    hmacs = 0
    await codeOf(verifierOf(KEYS, SIGNED_AT, counting).verify(await v3({ keyId: 'nobody' })))
    expect(hmacs).toBe(wrong)
  })

  it('refuses a validly signed request that repeats a parameter in one place', async () => {
    const twice: readonly Pair[] = [
      ['A', '1'],
      ['A', '1'],
    ]
    for (const request of [await v3({ query: twice }), await v3({ form: twice }), await v2({ query: twice })]) {
      expect(await codeOf(verify(request))).toBe('InvalidParameter')
    }
  })

  it('refuses what is not percent-encoded UTF-8', async () => {
    for (const query of ['A=%', 'A=%zz', 'A=%ff', 'A=%c0%80', 'A=%ed%a0%80', 'A=ä', '%ff=1']) {
      const request = await v3()
      expect(await codeOf(verify({ ...request, rawUrl: `/?${query}` })), query).toBe('InvalidParameter')
    }
  })

  it('refuses other methods, also when they are signed', async () => {
    const request = await v3()
    expect(await codeOf(verify({ ...request, method: 'PUT' }))).toBe('SignatureDoesNotMatch')
    expect(await codeOf(verify({ method: 'PUT', rawUrl: '/', headers: [], body: new Uint8Array() }))).toBe(
      'UnsupportedHTTPMethod',
    )
    expect(await codeOf(verify(await v3({ method: 'GET' })))).toBe('resolved')
  })

  it('refuses a request without credentials and one with both kinds', async () => {
    const request = await v3()
    const bare = { ...request, headers: request.headers.filter(([name]) => name !== 'authorization') }
    expect(await codeOf(verify(bare))).toBe('IncompleteSignature')
    const both = await v3({
      query: [
        ['Signature', 'x'],
        ['SignatureMethod', 'HMAC-SHA1'],
      ],
    })
    expect(await codeOf(verify(both))).toBe('IncompleteSignature')
    const inForm = await v3({ form: [['SignatureMethod', 'HMAC-SHA1']] })
    expect(await codeOf(verify(inForm))).toBe('IncompleteSignature')
  })

  it('refuses a body that is not a form, once it is known to be the caller', async () => {
    const request = await v2()
    const json = {
      ...request,
      headers: [['Content-Type', 'application/json']] as const,
      body: new TextEncoder().encode('{}'),
    }
    expect(await codeOf(verify(json))).toBe('InvalidParameter')
  })

  it('refuses an Authorization header that is incomplete, unsorted or given twice', async () => {
    const request = await v3()
    const authorization = request.headers.find(([name]) => name === 'authorization')?.[1] ?? ''
    const others = request.headers.filter(([name]) => name !== 'authorization')
    const code = (value: string) => codeOf(verify({ ...request, headers: [...others, ['Authorization', value]] }))
    expect(await code(authorization.replaceAll(',', ' , '))).toBe('resolved')
    expect(await code('ACS3-HMAC-SHA256')).toBe('IncompleteSignature')
    expect(await code('Bearer x')).toBe('InvalidSignatureMethod')
    expect(await code('ACS3-RSA-SHA256 Credential=a,SignedHeaders=b,Signature=c')).toBe('InvalidSignatureMethod')
    expect(await code(authorization.replace('host;x-acs-action', 'x-acs-action;host'))).toBe('IncompleteSignature')
    expect(await code(authorization.replace('host;', 'Host;'))).toBe('IncompleteSignature')
    const twice = { ...request, headers: [...request.headers, ['Authorization', authorization] as const] }
    expect(await codeOf(verify(twice))).toBe('IncompleteSignature')
  })

  it('names a missing date, nonce and V2 signature version', async () => {
    const request = await v3()
    const without = (header: string) => ({ ...request, headers: request.headers.filter(([name]) => name !== header) })
    expect(await codeOf(verify(without('x-acs-date')))).toBe('IllegalTimestamp')
    expect(await codeOf(verify(without('x-acs-signature-nonce')))).toBe('IncompleteSignature')
    const v2Request = await v2()
    const changed = (from: string, to: string) => ({ ...v2Request, rawUrl: v2Request.rawUrl.replace(from, to) })
    expect(await codeOf(verify(changed('SignatureVersion=1.0', 'SignatureVersion=2.0')))).toBe('IncompleteSignature')
    expect(await codeOf(verify(changed('&Timestamp=', '&Other=')))).toBe('IllegalTimestamp')
    expect(await codeOf(verify(changed('2026-01-02', '2026-02-30')))).toBe('InvalidTimeStamp.Format')
  })

  it('reads a query whose order and encoding differ from the canonical form', async () => {
    const request = await v3({
      query: [
        ['A', "!'()* x"],
        ['B', 'ä'],
      ],
    })
    expect(await codeOf(verify({ ...request, rawUrl: "/?B=%c3%a4&&A=!'()*+x&" }))).toBe('resolved')
  })

  it('refuses names that would read as other parameters if they stood unencoded', async () => {
    const honest = await v3({
      query: [
        ['a', '1'],
        ['b', '2'],
      ],
    })
    const forged = { ...honest, rawUrl: `/?${encodePercent('a=1&b')}=2` }
    expect(await codeOf(verify(forged))).toBe('SignatureDoesNotMatch')
  })
})
