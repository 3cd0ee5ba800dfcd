import { signWebhook } from '@bonafide/protocol'
import { z } from 'zod'
import { nodeDigests } from '../../custody/node-digests.ts'
import { type OutsideSource, type SourceAnswer, type SourceQuestion, SourceUnavailable } from '../../ports/source.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'

/** The official clients give up after 3 s unless they are told otherwise. */
const TIMEOUT_MS = 2_500
const MOST_BYTES = 64 * 1024
const TRY_AGAIN_MS = 1_000
/** Five calls that waited in vain are enough to know; half a minute is what a restart takes. */
const FAILURES = 5
const REST_MS = 30_000

const answer = z.object({
  bizCode: z.enum(['1', '2', '3']),
  subCode: z.string().max(16).optional(),
  detail: z.record(z.string().max(64), z.union([z.string().max(1024), z.number()])).optional(),
})

export interface HttpConnectorOptions {
  readonly url: string
  /** `whsec_…`, shared with the connector. */
  readonly secret: string
  readonly now: () => Date
  readonly timeoutMs?: number
}

/**
 * Asks a connector of the operator by POST: `{kind, fields, requestId}`, signed as a Standard Webhooks message over the
 * body, so that it can tell our questions from others'. No redirect is followed. Anything but a well-formed answer in
 * time is `SourceUnavailable`: nobody is judged by a source that did not answer.
 */
export function createHttpConnector(options: HttpConnectorOptions): OutsideSource {
  const breaker = createCircuitBreaker({ failures: FAILURES, restMs: REST_MS })
  return {
    message: 'success',
    ask: (question) => breaker(() => askOnce(question, options)),
  }
}

async function askOnce(question: SourceQuestion, options: HttpConnectorOptions): Promise<SourceAnswer> {
  const { url, secret, now, timeoutMs = TIMEOUT_MS } = options
  const body = JSON.stringify(question)
  const message = { id: question.requestId, sentAt: now(), payload: body }
  const headers = { ...(await signWebhook(message, [secret], nodeDigests)), 'content-type': 'application/json' }
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return answer.parse(JSON.parse(await readSome(response)))
  } catch (cause) {
    throw new SourceUnavailable(TRY_AGAIN_MS, { cause })
  }
}

async function readSome(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MOST_BYTES) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
