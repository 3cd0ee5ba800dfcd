import { ApiError } from '../codes/api-error.ts'
import type { Digests } from '../digests.ts'
import { type HeaderValues, headerValues } from './canonical.ts'
import type { Claim, ReceivedRequest } from './claim.ts'
import { mergePairs, type Pair, readPairs } from './pairs.ts'
import { checkWindow, forgetNonceAt } from './time.ts'
import { claimV2, hasV2Credentials } from './v2.ts'
import { claimV3 } from './v3.ts'

/** A request exactly as it came over the wire. */
export interface WireRequest {
  readonly method: string
  /** Path and query as received, not decoded. */
  readonly rawUrl: string
  /** Every header line as received, repetitions included. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
}

export interface VerifyingKey {
  readonly secret: string
  readonly active: boolean
  readonly allowV2: boolean
}

export interface AuthenticationContext<Key extends VerifyingKey> {
  /**
   * The key of that id. A `securityToken` comes with temporary keys; permanent ones need none. Throws `ApiError` when
   * the token is not good.
   */
  findKey(accessKeyId: string, securityToken: string | undefined): Promise<Key | undefined>
  /** True when the nonce was new for this key; atomic and durable. */
  rememberNonce(accessKeyId: string, nonce: string, forgetAt: Date): Promise<boolean>
  readonly digests: Digests
  readonly now: Date
}

export interface AuthenticatedCall<Key extends VerifyingKey> {
  readonly accessKeyId: string
  readonly key: Key
  readonly version: 'V3' | 'V2'
  readonly action: string
  readonly apiVersion: string
  /** Query and form of the operation, decoded; the parameters of the signature itself are left out. */
  readonly params: Map<string, string>
}

/** Takes the part of the secret when the key is unknown, so that both cases cost the same. */
const DECOY_SECRET = 'no key has this secret, 0123456789'

const FORM = 'application/x-www-form-urlencoded'

/**
 * Decides who signed a request and what it asks for (openapi-wire section 6, security A). Throws `ApiError`; whether
 * action and version exist is for the caller to look up afterwards, so that strangers learn nothing about them.
 * A security token is covered by the signature and handed to whoever finds the key.
 *
 *     const call = await authenticate(request, { findKey, rememberNonce, digests, now: new Date() })
 */
export async function authenticate<Key extends VerifyingKey>(
  request: WireRequest,
  context: AuthenticationContext<Key>,
): Promise<AuthenticatedCall<Key>> {
  const received = takeApart(request)
  const claim = await claimOf(received, context.digests)
  checkWindow(claim.signedAt, context.now, claim.window)
  const key = await verify(claim, context)
  checkShape(received)
  const params = mergePairs(received.query, received.form)
  for (const name of claim.signatureParameters) params.delete(name)
  await spendNonce(claim, context)
  const { accessKeyId, version, action = '', apiVersion = '' } = claim
  if (action === '') throw new ApiError('MissingParameter', { parameter: 'Action' })
  return { accessKeyId, key, version, action, apiVersion, params }
}

function takeApart(request: WireRequest): ReceivedRequest {
  const mark = request.rawUrl.indexOf('?')
  const headers = headerValues(request.headers)
  return {
    method: request.method,
    path: mark < 0 ? request.rawUrl : request.rawUrl.slice(0, mark),
    query: mark < 0 ? [] : readPairs(request.rawUrl.slice(mark + 1)),
    form: readForm(headers, request.body),
    headers,
    body: request.body,
  }
}

function readForm(headers: HeaderValues, body: Uint8Array): readonly Pair[] {
  if (body.length === 0 || !isForm(headers)) return []
  try {
    return readPairs(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch (cause) {
    if (cause instanceof ApiError) throw cause
    throw new ApiError('InvalidParameter', { detail: 'The body is not UTF-8.', cause })
  }
}

function isForm(headers: HeaderValues): boolean {
  const [type = ''] = (headers.get('content-type')?.join(',') ?? '').split(';')
  return type.trim().toLowerCase() === FORM
}

async function claimOf(received: ReceivedRequest, digests: Digests): Promise<Claim> {
  const v3 = received.headers.has('authorization')
  const v2 = hasV2Credentials([...received.query, ...received.form])
  if (v3 && v2)
    throw new ApiError('IncompleteSignature', { detail: 'Use either Authorization or Signature, not both.' })
  if (v3) return claimV3(received, digests)
  if (v2) return claimV2(received, digests)
  if (received.method !== 'POST' && received.method !== 'GET') throw new ApiError('UnsupportedHTTPMethod')
  throw new ApiError('IncompleteSignature', { detail: 'The Authorization header is missing.' })
}

async function verify<Key extends VerifyingKey>(claim: Claim, context: AuthenticationContext<Key>): Promise<Key> {
  const key = await context.findKey(claim.accessKeyId, claim.securityToken)
  const matches = await claim.matches(key?.secret ?? DECOY_SECRET)
  if (key === undefined) throw new ApiError('InvalidAccessKeyId.NotFound')
  if (!key.active) throw new ApiError('InvalidAccessKeyId.Inactive')
  if (claim.version === 'V2' && !key.allowV2) throw new ApiError('InvalidSignatureMethod')
  if (matches) return key
  throw new ApiError('SignatureDoesNotMatch', { detail: `SHA-256 of what we signed: ${claim.ourDigest}` })
}

/** What only matters once the request is known to be the caller's own. */
function checkShape({ method, path, headers, body }: ReceivedRequest): void {
  if (method !== 'POST' && method !== 'GET') throw new ApiError('UnsupportedHTTPMethod')
  if (path !== '/') throw new ApiError('InvalidApi.NotFound')
  if (body.length > 0 && !isForm(headers)) {
    throw new ApiError('InvalidParameter', { detail: `The body must be ${FORM}.` })
  }
}

/**
 * The nonce is spent after the signature verified, in one atomic statement: before, a forger would burn it; as
 * read-then-write, two parallel replays would both pass.
 */
async function spendNonce<Key extends VerifyingKey>(claim: Claim, context: AuthenticationContext<Key>): Promise<void> {
  const forgetAt = forgetNonceAt(context.now, claim.window)
  const fresh = await context.rememberNonce(claim.accessKeyId, claim.nonce, forgetAt)
  if (!fresh) throw new ApiError('SignatureNonceUsed')
}
