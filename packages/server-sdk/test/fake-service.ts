import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiError, type AuthenticatedCall, authenticate, errorEnvelope, type VerifyingKey } from '@bonafide/protocol'

export const ACCESS_KEY = { accessKeyId: 'merchant', accessKeySecret: 'secret' }

/** What the fake answers to one call: the fields beside RequestId, or a whole answer of its own. */
export type FakeAnswer =
  | { readonly body: Readonly<Record<string, unknown>> }
  | { readonly status: number; readonly text: string; readonly headers?: Readonly<Record<string, string>> }

export interface FakeService {
  readonly endpoint: string
  readonly calls: AuthenticatedCall<VerifyingKey>[]
  close(): Promise<void>
}

/** A service over real HTTP that verifies every signature with the protocol and answers as told. */
export async function startFakeService(
  answer: (call: AuthenticatedCall<VerifyingKey>, count: number) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeService> {
  const calls: AuthenticatedCall<VerifyingKey>[] = []
  const nonces = new Set<string>()
  const server = createServer((request, response) => {
    const reply = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
    identify(request, nonces)
      .then(async (call) => {
        calls.push(call)
        const told = await answer(call, calls.length)
        if ('text' in told) return reply(told.status, told.text, told.headers)
        return reply(200, JSON.stringify({ RequestId: 'REQ-1', Code: 'Success', Message: 'success', ...told.body }))
      })
      .catch((error: unknown) => {
        const apiError = error instanceof ApiError ? error : new ApiError('InternalError')
        reply(apiError.status, JSON.stringify(errorEnvelope(apiError, 'REQ-1', 'fake')))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { endpoint: `http://127.0.0.1:${portOf(server)}`, calls, close: () => close(server) }
}

/** An error answer as the service writes it. */
export function refusal(
  code: ConstructorParameters<typeof ApiError>[0],
  headers: Readonly<Record<string, string>> = {},
): FakeAnswer {
  const error = new ApiError(code)
  return { status: error.status, text: JSON.stringify(errorEnvelope(error, 'REQ-2', 'fake')), headers }
}

async function identify(request: IncomingMessage, nonces: Set<string>): Promise<AuthenticatedCall<VerifyingKey>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const raw = request.rawHeaders
  const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
  return authenticate(
    { method: request.method ?? '', rawUrl: request.url ?? '', headers, body: Buffer.concat(chunks) },
    {
      now: new Date(),
      digests: {
        sha256: (bytes) => createHash('sha256').update(bytes).digest(),
        hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
        hmacSha1: (key, bytes) => createHmac('sha1', key).update(bytes).digest(),
      },
      findKey: async (id) =>
        id === ACCESS_KEY.accessKeyId
          ? { secret: ACCESS_KEY.accessKeySecret, active: true, allowV2: false }
          : undefined,
      rememberNonce: async (_id, nonce) => nonces.size < nonces.add(nonce).size,
    },
  )
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake service does not listen')
  return address.port
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
