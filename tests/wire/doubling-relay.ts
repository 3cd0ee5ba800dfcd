import { createServer, type IncomingMessage } from 'node:http'
import { type RawRequest, sendRaw } from './raw-http.ts'

export interface Relay {
  /** Host and port to give to a client. */
  readonly host: string
  close(): Promise<void>
}

/** Stands between a client and the service, sends each request twice and passes the second answer on: a replay. */
export async function startDoublingRelay(serviceUrl: string): Promise<Relay> {
  const server = createServer((request, response) => {
    readRequest(request)
      .then(async (raw) => {
        await sendRaw(serviceUrl, raw)
        const second = await sendRaw(serviceUrl, raw)
        response.writeHead(second.status, { 'content-type': 'application/json' }).end(second.text)
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the relay does not listen')
  return {
    host: `127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const FRAMING = ['connection', 'content-length', 'transfer-encoding', 'keep-alive']

async function readRequest(request: IncomingMessage): Promise<RawRequest> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const raw = request.rawHeaders
  const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: headers.filter(([name]) => !FRAMING.includes(name.toLowerCase())),
    body: Buffer.concat(chunks),
  }
}
