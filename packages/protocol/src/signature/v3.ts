import { equalInConstantTime, hex, utf8 } from '../bytes.ts'
import { ApiError } from '../codes/api-error.ts'
import type { Digests } from '../digests.ts'
import {
  canonicalHeaders,
  canonicalQuery,
  canonicalQueryWithRawNames,
  type HeaderValues,
  headerValues,
  mustBeSigned,
} from './canonical.ts'
import type { Claim, ReceivedRequest } from './claim.ts'
import { checkNonce } from './nonce.ts'
import type { Pair } from './pairs.ts'
import { encodePercent } from './percent.ts'
import { readTime, V3_WINDOW, writeTime } from './time.ts'

export const V3_ALGORITHM = 'ACS3-HMAC-SHA256'

const ALWAYS_SIGNED = ['host', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']

export interface CallToSign {
  readonly method: 'GET' | 'POST'
  /** Host with its port, unless the port is the default of the scheme. */
  readonly host: string
  readonly action: string
  readonly version: string
  readonly query: readonly Pair[]
  /** Sent as `application/x-www-form-urlencoded` when there is at least one. */
  readonly form: readonly Pair[]
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly nonce: string
  readonly now: Date
}

export interface SignedCall {
  /** Path and query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Signs a call by V3 (openapi-wire section 3). `headers` contains `host`, which fetch sets by itself. */
export async function signV3(call: CallToSign, digests: Digests): Promise<SignedCall> {
  const body = call.form.map(([name, value]) => `${encodePercent(name)}=${encodePercent(value)}`).join('&')
  const hashedPayload = hex(await digests.sha256(utf8(body)))
  const headers: Record<string, string> = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-version': call.version,
    'x-acs-date': writeTime(call.now),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-content-sha256': hashedPayload,
    ...(call.form.length > 0 ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
  }
  const query = canonicalQuery(call.query)
  const names = Object.keys(headers).sort()
  const canonical = canonicalRequest({
    method: call.method,
    path: '/',
    query,
    headers: headerValues(Object.entries(headers)),
    names,
    hashedPayload,
  })
  const text = await stringToSign(canonical, digests)
  const signature = hex(await digests.hmacSha256(utf8(call.accessKeySecret), utf8(text)))
  headers['authorization'] =
    `${V3_ALGORITHM} Credential=${call.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { target: query === '' ? '/' : `/?${query}`, headers, body }
}

/** Reads what a V3 request claims. Throws `ApiError` when the claim is incomplete. */
export async function claimV3(request: ReceivedRequest, digests: Digests): Promise<Claim> {
  const { headers } = request
  const { accessKeyId, names, signature } = readAuthorization(headers.get('authorization') ?? [])
  const signedAt = readTime(headerOf(headers, 'x-acs-date'))
  const parameters = new Map(request.query)
  checkCoverage(headers, names, parameters)
  const hashedPayload = hex(await digests.sha256(request.body))
  const bodyMatches = headerOf(headers, 'x-acs-content-sha256') === hashedPayload
  const texts = await textsToSign(request, names, hashedPayload, digests)
  const given = utf8(signature)
  return {
    version: 'V3',
    accessKeyId,
    securityToken: headerOf(headers, 'x-acs-security-token'),
    nonce: checkNonce(headerOf(headers, 'x-acs-signature-nonce')),
    signedAt,
    window: V3_WINDOW,
    action: headerOf(headers, 'x-acs-action') ?? parameters.get('Action'),
    apiVersion: headerOf(headers, 'x-acs-version') ?? parameters.get('Version'),
    signatureParameters: [],
    ourDigest: texts[0].slice(V3_ALGORITHM.length + 1),
    matches: async (secret) => {
      let matched = false
      for (const text of texts) {
        const ours = utf8(hex(await digests.hmacSha256(utf8(secret), utf8(text))))
        if (equalInConstantTime(ours, given)) matched = true
      }
      return matched && bodyMatches
    },
  }
}

async function textsToSign(
  request: ReceivedRequest,
  names: readonly string[],
  hashedPayload: string,
  digests: Digests,
): Promise<readonly [string, ...string[]]> {
  const { method, path, headers } = request
  const parts = { method, path, headers, names, hashedPayload }
  const first = await stringToSign(canonicalRequest({ ...parts, query: canonicalQuery(request.query) }), digests)
  const raw = canonicalQueryWithRawNames(request.query)
  if (raw === undefined) return [first]
  return [first, await stringToSign(canonicalRequest({ ...parts, query: raw }), digests)]
}

interface CanonicalParts {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: HeaderValues
  readonly names: readonly string[]
  readonly hashedPayload: string
}

function canonicalRequest({ method, path, query, headers, names, hashedPayload }: CanonicalParts): string {
  return [method, path, query, canonicalHeaders(headers, names), names.join(';'), hashedPayload].join('\n')
}

async function stringToSign(canonical: string, digests: Digests): Promise<string> {
  return `${V3_ALGORITHM}\n${hex(await digests.sha256(utf8(canonical)))}`
}

function readAuthorization(values: readonly string[]): {
  readonly accessKeyId: string
  readonly names: readonly string[]
  readonly signature: string
} {
  const [value] = values
  if (value === undefined || values.length !== 1) {
    throw new ApiError('IncompleteSignature', { detail: 'One Authorization header is required.' })
  }
  const [algorithm = '', rest = ''] = value.split(/ +(.*)/s, 2)
  if (algorithm !== V3_ALGORITHM) throw new ApiError('InvalidSignatureMethod')
  const match = /^Credential=([^,\s]+) *, *SignedHeaders=([^,\s]+) *, *Signature=([^,\s]+)$/.exec(rest)
  const [, accessKeyId, signedHeaders, signature] = match ?? []
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) {
    throw new ApiError('IncompleteSignature', {
      detail: 'Authorization must hold Credential, SignedHeaders and Signature.',
    })
  }
  return { accessKeyId, names: readSignedHeaders(signedHeaders), signature }
}

function readSignedHeaders(text: string): readonly string[] {
  const names = text.split(';')
  const ascending = names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name)
  if (ascending && names.every((name) => /^[a-z0-9-]+$/.test(name))) return names
  throw new ApiError('IncompleteSignature', {
    detail: 'SignedHeaders must be lower-case, sorted and without repetition.',
  })
}

function checkCoverage(headers: HeaderValues, names: readonly string[], parameters: ReadonlyMap<string, string>): void {
  const signed = new Set(names)
  const required = [
    ...ALWAYS_SIGNED,
    ...(parameters.has('Action') ? [] : ['x-acs-action']),
    ...(parameters.has('Version') ? [] : ['x-acs-version']),
    ...[...headers.keys()].filter(mustBeSigned),
  ]
  const missing = required.find((name) => !signed.has(name)) ?? names.find((name) => !headers.has(name))
  if (missing === undefined) return
  throw new ApiError('IncompleteSignature', { detail: 'A header that must be signed is missing or not signed.' })
}

function headerOf(headers: HeaderValues, name: string): string | undefined {
  return headers.get(name)?.join(',')
}
