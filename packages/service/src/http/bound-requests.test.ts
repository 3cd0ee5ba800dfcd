import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { boundRequests, type RequestBounds } from './bound-requests.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

/** A server whose route answers when it is let go. */
async function open(bounds: RequestBounds) {
  const opened = fastify({ forceCloseConnections: true })
  app = opened
  boundRequests(opened, bounds)
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let reached = 0
  const arrivals: (() => void)[] = []
  opened.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  opened.post('/', async (incoming) => {
    reached += 1
    for (const arrival of arrivals) arrival()
    await held
    return { size: (incoming.body as Buffer).length }
  })
  await opened.listen({ port: 0 })
  const { port } = opened.server.address() as AddressInfo
  return {
    letGo,
    post: (bytes: number) => post(port, Buffer.alloc(bytes)),
    untilReached: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => void (reached >= count && resolve())
        arrivals.push(look)
        look()
      }),
  }
}

function post(port: number, body: Buffer): Promise<{ status: number; body: unknown; retryAfter: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, method: 'POST', headers: { 'content-type': 'x/y' } }, async (response) => {
      const body = JSON.parse(await text(response))
      resolve({ status: response.statusCode ?? 0, body, retryAfter: response.headers['retry-after'] })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

describe('requests under way', () => {
  it('are so many at a time; one more is told at once when to come back, and later ones are served again', async () => {
    const server = await open({ mostAtOnce: 2 })
    const first = [server.post(10), server.post(20)]
    await server.untilReached(2)
    expect(await server.post(1)).toMatchObject({ status: 503, body: { Code: 'ServiceUnavailable' }, retryAfter: '1' })
    server.letGo()
    expect((await Promise.all(first)).map(({ body }) => body)).toEqual([{ size: 10 }, { size: 20 }])
    expect(await server.post(3)).toMatchObject({ status: 200, body: { size: 3 } })
  })

  it('hold so many bytes in all, whether they said before how many they bring or not', async () => {
    const server = await open({ mostHeldBytes: 100_000 })
    const large = server.post(100_000)
    await server.untilReached(1)
    expect(await server.post(1)).toMatchObject({ status: 503 })
    server.letGo()
    expect(await large).toMatchObject({ status: 200, body: { size: 100_000 } })
    expect(await server.post(1)).toMatchObject({ status: 200 })
  })
})
