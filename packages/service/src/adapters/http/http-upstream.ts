import { randomUUID } from 'node:crypto'
import { API_VERSION, findOperation, type Pair, signV3 } from '@bonafide/protocol'
import { nodeDigests } from '../../custody/node-digests.ts'
import { findTarget, type GuardOptions } from '../../outgoing/find-target.ts'
import { readAnswer, sendRequest } from '../../outgoing/send-request.ts'
import { SourceUnavailable } from '../../ports/source.ts'
import type { Upstream, UpstreamAnswer, UpstreamCall } from '../../ports/upstream.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'

/** security.md E1, as for every request of ours. */
const TIMEOUT_MS = 10_000
/** Pictures of two pages and a face, each at most 5 MB as the API takes them, in Base64. */
const MOST_BYTES = 20 * 1024 * 1024
const TRY_AGAIN_MS = 1_000
/** As for connectors: five calls that waited in vain are enough to know; half a minute is what a restart takes. */
const FAILURES = 5
const REST_MS = 30_000
/** Parts of the request itself, which are written anew. */
const OF_THE_REQUEST = ['Action', 'Version', 'Format']

export interface HttpUpstreamOptions extends GuardOptions {
  /** Origin of the other service. */
  readonly url: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly now: () => Date
  readonly timeoutMs?: number
}

/** Passes calls on, signed anew with the key that the other service gave us. No redirect is followed. */
export function createHttpUpstream(options: HttpUpstreamOptions): Upstream {
  const breaker = createCircuitBreaker({ failures: FAILURES, restMs: REST_MS })
  return { call: (call) => breaker(() => callOnce(call, options)) }
}

async function callOnce(call: UpstreamCall, options: HttpUpstreamOptions): Promise<UpstreamAnswer> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  try {
    return await Promise.race([send(call, options, signal), aborted(signal)])
  } catch (cause) {
    throw new SourceUnavailable(TRY_AGAIN_MS, { cause })
  }
}

async function send(
  { action, params }: UpstreamCall,
  options: HttpUpstreamOptions,
  signal: AbortSignal,
): Promise<UpstreamAnswer> {
  const { accessKeyId, accessKeySecret } = options
  const signed = await signV3(
    {
      method: 'POST',
      host: new URL(options.url).host,
      action,
      version: API_VERSION,
      ...placed(action, params),
      accessKeyId,
      accessKeySecret,
      nonce: randomUUID(),
      now: options.now(),
    },
    nodeDigests,
  )
  const target = await findTarget(options.url + signed.target, options)
  const response = await sendRequest(target, { method: 'POST', headers: signed.headers, body: signed.body }, signal)
  try {
    const { statusCode: status = 0 } = response
    if (status !== 200 && (status < 400 || status >= 500)) throw new Error(`status ${status}`)
    return { status, body: objectIn(await readAnswer(response, MOST_BYTES)) }
  } finally {
    response.destroy()
  }
}

/** Parameters where the operation has them; what we do not know goes where the API has most of its own, in the query. */
function placed(action: string, params: ReadonlyMap<string, string>) {
  const operation = findOperation(action, API_VERSION)
  const known = typeof operation === 'string' ? {} : (operation.parameters as Record<string, { readonly in: string }>)
  const sent: readonly Pair[] = [...params].filter(([name]) => !OF_THE_REQUEST.includes(name))
  const isForm = ([name]: Pair) => known[name]?.in === 'form'
  return { query: sent.filter((pair) => !isForm(pair)), form: sent.filter(isForm) }
}

function objectIn(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object')
  return value as Record<string, unknown>
}

/** Covers the name server as well, which knows no signal. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('time is up')), { once: true })
  })
}
