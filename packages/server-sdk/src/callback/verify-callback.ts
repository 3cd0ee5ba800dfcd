import { verifyWebhook } from '@bonafide/protocol'

/** Header lines as `fetch`, fastify or express hand them over. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** What a callback says. A hint to call CheckResult, never a verdict. */
export interface CallbackHint {
  /** The same for every delivery of one event: remember it and drop repetitions. */
  readonly messageId: string
  readonly transactionId: string
  readonly passed: boolean
  readonly subCode: string
  /** Compare it with the token that you gave to initialize. */
  readonly callbackToken?: string
}

/**
 * Checks that a GET callback comes from the service: one of the secrets signed exactly this query within the last
 * five minutes. Throws `WebhookError`. Then call `checkResult`; nothing in the callback is to be believed.
 *
 *     const { transactionId } = await verifyCallback(request.url, request.headers, [secret], new Date())
 */
export async function verifyCallback(
  urlOrQuery: string,
  headers: ReceivedHeaders,
  secrets: readonly string[],
  now: Date,
): Promise<CallbackHint> {
  const query = queryOf(urlOrQuery)
  const messageId = await verifyWebhook({ header: (name) => headerOf(headers, name), payload: query, secrets, now })
  const params = new URLSearchParams(query)
  const callbackToken = params.get('callbackToken')
  return {
    messageId,
    transactionId: params.get('transactionId') ?? '',
    passed: params.get('passed') === 'Y',
    subCode: params.get('subCode') ?? '',
    ...(callbackToken === null ? {} : { callbackToken }),
  }
}

/** Exactly as received: decoding and encoding again would change what was signed. */
function queryOf(urlOrQuery: string): string {
  const [beforeFragment = ''] = urlOrQuery.split('#', 1)
  const mark = beforeFragment.indexOf('?')
  return mark < 0 ? beforeFragment : beforeFragment.slice(mark + 1)
}

function headerOf(headers: ReceivedHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return typeof found === 'string' ? found : found?.join(' ')
}
