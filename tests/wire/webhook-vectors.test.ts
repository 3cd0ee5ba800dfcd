import { createServer, type IncomingMessage, type Server } from 'node:http'
import { verifyWebhook, WebhookError } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readVectors } from './read-vectors.ts'

interface WebhookVector {
  readonly name: string
  readonly secret: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly receiverTime: number
  readonly expect: 'accept' | 'reject'
}

/** A merchant's receiver over HTTP; secret and clock are those of the vector that is played. */
const receiving = { secret: '', now: new Date(0) }
let server: Server
let url: string

beforeAll(async () => {
  server = createServer((request, response) => {
    receive(request).then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(error instanceof WebhookError ? 401 : 500).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the receiver does not listen')
  url = `http://127.0.0.1:${address.port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function receive(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const header = (name: string) => request.headers[name]?.toString()
  return verifyWebhook({ header, payload: Buffer.concat(chunks), secrets: [receiving.secret], now: receiving.now })
}

describe('the webhook vectors over HTTP', () => {
  const vectors = readVectors<WebhookVector>('standard-webhooks.json')

  it.each(vectors.map((vector) => [vector.expect, vector.name, vector] as const))('%s %s', async (_, __, vector) => {
    Object.assign(receiving, { secret: vector.secret, now: new Date(vector.receiverTime * 1000) })
    const { status } = await fetch(url, { method: 'POST', headers: { ...vector.headers }, body: vector.payload })
    expect(status).toBe(vector.expect === 'accept' ? 204 : 401)
  })
})
