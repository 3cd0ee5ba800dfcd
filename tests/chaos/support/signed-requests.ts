import { randomUUID } from 'node:crypto'
import { API_VERSION, type Pair, signV3, webDigests } from '@bonafide/protocol'

export interface SignedRequest {
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
}

interface Credentials {
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

/** A signed POST of an action, to be sent as often as wanted. */
export async function signRequest(
  url: string,
  credentials: Credentials,
  action: string,
  query: readonly Pair[] = [],
): Promise<SignedRequest> {
  const call = { method: 'POST', host: new URL(url).host, action, version: API_VERSION, query, form: [] } as const
  const signed = await signV3({ ...call, ...credentials, nonce: randomUUID(), now: new Date() }, webDigests)
  return { target: signed.target, headers: signed.headers }
}

/** Sends it to a process, which may be another one than it was signed for if it is reached under the same name. */
export async function sendSigned(
  url: string,
  { target, headers }: SignedRequest,
): Promise<{ readonly status: number; readonly code: string; readonly headers: Headers }> {
  const { host: _host, ...rest } = headers
  const response = await fetch(url + target, { method: 'POST', headers: rest })
  const body = (await response.json()) as { readonly Code?: string }
  return { status: response.status, code: body.Code ?? '', headers: response.headers }
}
