import { request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { hostNameForTls, type Target } from '../outgoing/find-target.ts'

export interface GetAnswer {
  readonly status: number
  readonly retryAfter?: string
}

/**
 * Sends a GET to the checked address under the name of the URL (Host header and TLS). Follows no redirect and reads
 * nothing but the head of the answer. Rejects when there is no head after `timeoutMs`, whatever is being waited for.
 */
export function sendGet(
  { url, address }: Target,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<GetAnswer> {
  const options: RequestOptions & { servername?: string } = {
    method: 'GET',
    host: address,
    port: url.port === '' ? undefined : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, accept: '*/*', 'user-agent': 'Bonafide-Callback/1' },
    setHost: false,
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
    ...(url.protocol === 'https:' ? { servername: hostNameForTls(url) } : {}),
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(options, (response) => {
      const retryAfter = response.headers['retry-after']
      resolve({ status: response.statusCode ?? 0, ...(retryAfter === undefined ? {} : { retryAfter }) })
      response.on('error', () => undefined)
      response.destroy()
    })
    request.on('error', reject)
    request.end()
  })
}
