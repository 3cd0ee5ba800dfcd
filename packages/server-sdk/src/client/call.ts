import { type Pair, signV3, webDigests } from '@bonafide/protocol'
import { VerificationApiError } from './client-error.ts'
import { type JsonObject, readAnswer } from './read-answer.ts'

/** What calls need from the outside; tests pass their own. */
export interface Transport {
  readonly fetch: typeof fetch
  now(): Date
  /** 0 to 1, for the spread of waiting times. */
  random(): number
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export interface CallSettings {
  readonly origin: URL
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly timeoutMs: number
  readonly maxTries: number
  readonly transport: Transport
}

export interface Call {
  readonly action: string
  readonly version: string
  readonly query: readonly Pair[]
  readonly form: readonly Pair[]
  readonly signal?: AbortSignal
}

/** First waiting time and the longest that is waited by itself; a longer wish of the service ends the tries. */
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000

/** Calls until there is an answer, a refusal that no retry helps, or no try is left. Each try is signed anew. */
export async function callWithRetries(call: Call, settings: CallSettings): Promise<JsonObject> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await callOnce(call, settings)
    } catch (error) {
      const waitMs = waitBefore(error, tries, settings)
      if (waitMs === undefined) throw error
      await settings.transport.wait(waitMs, call.signal)
    }
  }
}

async function callOnce(call: Call, settings: CallSettings): Promise<JsonObject> {
  const { transport, origin, accessKeyId, accessKeySecret } = settings
  const { action, version, query, form } = call
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const keys = { accessKeyId, accessKeySecret, nonce, now: transport.now() }
  const signed = await signV3({ method: 'POST', host: origin.host, action, version, query, form, ...keys }, webDigests)
  const { host: _setByFetch, ...headers } = signed.headers
  const timeout = AbortSignal.timeout(settings.timeoutMs)
  const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal])
  try {
    const response = await transport.fetch(new URL(signed.target, origin), {
      method: 'POST',
      headers: { ...headers, accept: 'application/json' },
      redirect: 'error',
      signal,
      ...(signed.body === '' ? {} : { body: signed.body }),
    })
    return await readAnswer(response)
  } catch (cause) {
    throw asApiError(cause, call, timeout)
  }
}

function asApiError(cause: unknown, { signal, action }: Call, timeout: AbortSignal): unknown {
  if (cause instanceof VerificationApiError) return cause
  if (signal?.aborted === true) return signal.reason
  if (timeout.aborted)
    return new VerificationApiError(`${action} had no answer in time.`, { code: 'Timeout', retryHelps: true, cause })
  return new VerificationApiError(`${action} did not reach the service.`, {
    code: 'NetworkError',
    retryHelps: true,
    cause,
  })
}

function waitBefore(error: unknown, tries: number, { maxTries, transport }: CallSettings): number | undefined {
  if (!(error instanceof VerificationApiError) || !error.retryHelps || tries >= maxTries) return undefined
  if (error.retryAfterMs !== undefined) return error.retryAfterMs <= LONGEST_WAIT_MS ? error.retryAfterMs : undefined
  const full = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS)
  return Math.round(full * (0.5 + transport.random() / 2))
}
