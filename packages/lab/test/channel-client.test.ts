import { createHash, createPublicKey, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createChannelClient } from '@bonafide/lab'
import { CHANNEL_HEADERS, signedText } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'

interface Seen {
  readonly method: string
  readonly path: string
  readonly sequence: number
  readonly signature: string
  readonly body: Buffer
}

/** A service that writes down what comes and answers a session. */
async function withService(run: (service: string, seen: Seen[]) => Promise<void>): Promise<void> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    seen.push({
      method: request.method ?? '',
      path: request.url ?? '',
      sequence: Number(header(request, CHANNEL_HEADERS.sequence)),
      signature: header(request, CHANNEL_HEADERS.signature),
      body,
    })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ state: 'capturing', steps: [], config: {}, nextSequence: 41 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen)
  } finally {
    server.close()
  }
}

function header(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '')
}

describe('the channel client', () => {
  it('signs every request with the key that it opened with and counts on from the number that it is told', async () => {
    await withService(async (service, seen) => {
      const client = await createChannelClient({ service, transactionId: 'a'.repeat(32) })
      await client.open()
      await client.session(20)
      await client.deliver({ attemptId: 'x', step: 'face', pieceBytes: 4, received: [1] }, Buffer.from('123456789'))
      expect(seen.map(({ sequence }) => sequence)).toEqual([0, 41, 42, 43, 44])
      expect(seen.map(({ method, path }) => `${method} ${path.split('/').slice(4).join('/')}`)).toEqual([
        'POST open',
        'GET session?wait=20',
        'PUT attempts/x/pieces/0',
        'PUT attempts/x/pieces/2',
        'POST attempts/x/submit',
      ])
      const { publicKey } = JSON.parse(seen[0]?.body.toString() ?? '{}') as { publicKey: string }
      expect(publicKey).toBe(client.keys.publicKey)
      expect(seen.every((request) => isSigned(request, publicKey))).toBe(true)
    })
  })
})

function isSigned({ method, path, sequence, signature, body }: Seen, publicKey: string): boolean {
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const text = signedText(method, path, sequence, createHash('sha256').update(body).digest('hex'))
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}
