import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { hostNameForTls, type Target } from './find-target.ts'

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The answer was longer than anything that is waited for. */
export class AnswerTooLong extends Error {
  readonly code = 'answer-too-long'
}

/** Sends to the address that was checked, under the name that was asked for, on a connection of its own. */
export function sendRequest(
  { url, address }: Target,
  { method, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const options: RequestOptions & { servername?: string } = {
    method,
    host: address,
    port: url.port === '' ? undefined : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host },
    setHost: false,
    agent: false,
    signal,
    ...(url.protocol === 'https:' ? { servername: hostNameForTls(url) } : {}),
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(options, resolve)
    request.on('error', reject)
    request.end(body)
  })
}

/** The whole body. Throws `AnswerTooLong` as soon as there is more of it than that. */
export async function readAnswer(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new AnswerTooLong()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
