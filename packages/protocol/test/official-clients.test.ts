import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { stringify } from 'node:querystring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../src/signature/authenticate.ts'
import { activeKey, codeOf, verifierOf } from './verifier.ts'

interface OfficialSigner {
  getAuthorization(request: object, algorithm: string, payload: string, id: string, secret: string): string
  getRPCSignature(params: object, method: string, secret: string): string
}

const require = createRequire(import.meta.url)
const requireOfClient = createRequire(require.resolve('@alicloud/openapi-client'))
const openApiUtil: OfficialSigner = requireOfClient('@alicloud/openapi-util').default
const openApiCore: OfficialSigner = require('@alicloud/openapi-core').OpenApiUtil

/** Whole numbers of runs in the deep mode; a sample in the everyday one. */
const DEEP = process.env['BONAFIDE_TEST_DEEP'] === '1'
const MAPS = DEEP ? 10_000 : 250
const FLIPS = DEEP ? 10_000 : 1500

const NOW = '2026-01-02T03:04:05Z'
const KEYS = { testId: activeKey('testSecret') }

/** What the official clients send: querystring.stringify leaves `! ' ( ) *` alone and does not sort. */
function signedV3(signer: OfficialSigner, query: Record<string, string>, form: Record<string, string>): WireRequest {
  const body = stringify(form)
  const payload = createHash('sha256').update(body).digest('hex')
  const headers: Record<string, string> = {
    host: 'idv.example.test:8080',
    'x-acs-version': '2022-08-09',
    'x-acs-action': 'Initialize',
    'x-acs-date': NOW,
    'x-acs-signature-nonce': '0123456789abcdef',
    'x-acs-content-sha256': payload,
    'x-acs-credentials-provider': 'static_ak',
    ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  const request = { method: 'POST', pathname: '/', query, headers }
  const authorization = signer.getAuthorization(request, 'ACS3-HMAC-SHA256', payload, 'testId', 'testSecret')
  return wire(query, { ...headers, Authorization: authorization }, body)
}

function signedV2(signer: OfficialSigner, query: Record<string, string>, form: Record<string, string>): WireRequest {
  const envelope = {
    Action: 'Initialize',
    Version: '2022-08-09',
    Format: 'json',
    Timestamp: NOW,
    SignatureNonce: '0123456789abcdef',
    AccessKeyId: 'testId',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
  }
  const signed = { ...query, ...envelope }
  const signature = signer.getRPCSignature({ ...signed, ...form }, 'POST', 'testSecret')
  const body = stringify(form)
  const headers = body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  return wire({ ...signed, Signature: signature }, { host: 'idv.example.test', ...headers }, body)
}

function wire(query: Record<string, string>, headers: Record<string, string>, body: string): WireRequest {
  const text = stringify(query)
  return {
    method: 'POST',
    rawUrl: text === '' ? '/' : `/?${text}`,
    headers: Object.entries(headers),
    body: new TextEncoder().encode(body),
  }
}

const value = fc.string({ unit: 'grapheme', maxLength: 20 })
const reserved = fc.constantFrom('__proto__', 'constructor', 'toString', 'a.b.1', 'A', 'a', 'a-b', 'a~b', 'ä', '日本')
/** Names that the official V3 signer leaves unencoded are accepted as long as they cannot be misread. */
const name = fc.oneof(
  reserved,
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this leaves out
    return !/[&=%\u0000-\u001f\u007f]/.test(text)
  }),
)
const params = fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 8 })
const apart = fc.tuple(params, params).map(([query, form]) => {
  const taken = new Set(query.map(([key]) => key))
  return { query: own(query), form: own(form.filter(([key]) => !taken.has(key))) }
})

/** Own properties, `__proto__` included. */
function own(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(pairs)
}

const ENVELOPE_NAMES = /^(Action|Version|Format|Timestamp|Signature.*|AccessKeyId|SecurityToken)$/

describe('requests signed by the official clients', () => {
  for (const [signerName, signer] of [
    ['openapi-util', openApiUtil],
    ['openapi-core', openApiCore],
  ] as const) {
    it(`are accepted with V3 by ${signerName}, whatever the parameters`, async () => {
      await fc.assert(
        fc.asyncProperty(apart, async ({ query, form }) => {
          const call = await verifierOf(KEYS, NOW).verify(signedV3(signer, query, form))
          expect([...call.params].sort()).toEqual([...Object.entries(query), ...Object.entries(form)].sort())
        }),
        { numRuns: MAPS },
      )
    })
  }

  // openapi-util flattens parameters into an ordinary object and so loses a parameter called __proto__.
  it('are accepted with V2 by openapi-core, whatever the parameters', async () => {
    const noEnvelope = apart.filter(({ query, form }) =>
      Object.keys({ ...query, ...form }).every((key) => !ENVELOPE_NAMES.test(key) && key !== '__proto__'),
    )
    await fc.assert(
      fc.asyncProperty(noEnvelope, async ({ query, form }) => {
        const call = await verifierOf(KEYS, NOW).verify(signedV2(openApiCore, query, form))
        expect([...call.params].sort()).toEqual([...Object.entries(query), ...Object.entries(form)].sort())
      }),
      { numRuns: MAPS },
    )
  })

  it('are never accepted with one byte flipped', async () => {
    const query = { ProductCode: 'eKYC', MetaInfo: '{"deviceType":"h5"}', 'Ä b': "!'()*~ +" }
    const form = { FacePictureBase64: 'AA+/BB==', U: '中 文' }
    const originals = [signedV3(openApiCore, query, form), signedV2(openApiCore, query, form)]
    await fc.assert(
      fc.asyncProperty(fc.nat(1), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, at, mask) => {
        const original = originals[which]
        if (original === undefined) throw new Error('no such request')
        const flipped = flipByte(original, at, mask)
        fc.pre(flipped !== undefined && !sameMeaning(original, flipped))
        if (flipped === undefined) return
        expect(await codeOf(verifierOf(KEYS, NOW).verify(flipped))).not.toBe('resolved')
      }),
      { numRuns: FLIPS },
    )
  })
})

/** Flips bits of one byte of path, query, body or a signed header's value; V2 signs no header. */
function flipByte(request: WireRequest, at: number, mask: number): WireRequest | undefined {
  const isV3 = request.headers.some(([header]) => header === 'Authorization')
  const signed = request.headers.filter(([header]) => isV3 && /^(authorization|host|content-type|x-acs-)/i.test(header))
  const parts = [request.rawUrl, ...signed.map(([, text]) => text)]
  const size = parts.reduce((sum, part) => sum + part.length, 0) + request.body.length
  let index = at % size
  for (const [number, part] of parts.entries()) {
    if (index >= part.length) {
      index -= part.length
      continue
    }
    const changed = part.slice(0, index) + String.fromCharCode(part.charCodeAt(index) ^ mask) + part.slice(index + 1)
    if (number === 0) return { ...request, rawUrl: changed }
    const [header] = signed[number - 1] ?? ['']
    return { ...request, headers: request.headers.map(([key, text]) => [key, key === header ? changed : text]) }
  }
  const body = Uint8Array.from(request.body)
  body[index] = (body[index] ?? 0) ^ mask
  return { ...request, body }
}

/** One kind of flip changes nothing: `%2a` for `%2A` in the query, and in the form of V2, whose bytes nobody hashes. */
function sameMeaning(a: WireRequest, b: WireRequest): boolean {
  const isV3 = a.headers.some(([header]) => header === 'Authorization')
  const upper = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
  const normal = (request: WireRequest): string => {
    const body = new TextDecoder('latin1').decode(request.body)
    return JSON.stringify([upper(request.rawUrl), request.headers, isV3 ? body : upper(body)])
  }
  return normal(a) === normal(b)
}
