import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { boundRequests } from './bound-requests.ts'
import { takeLeave } from './take-leave.ts'

let app: FastifyInstance | undefined
let socket: Socket | undefined
afterEach(async () => {
  socket?.destroy()
  await app?.close()
})

/** A server whose requests are answered by hand, and one connection to it. */
async function open({ graceMs = 60_000 }: { readonly graceMs?: number } = {}) {
  const opened = fastify({ forceCloseConnections: 'idle', return503OnClosing: false })
  app = opened
  let stopping = false
  takeLeave(opened, { isStopping: () => stopping, underWay: boundRequests(opened), graceMs })
  const arrived: FastifyReply[] = []
  opened.get('/held', (_request, reply) => void arrived.push(reply))
  opened.get('/streamed', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-length': '2' }).write('a')
    arrived.push(reply)
  })
  await opened.listen({ port: 0 })
  const connection = connect((opened.server.address() as AddressInfo).port, '127.0.0.1')
  socket = connection
  let received = ''
  connection.setEncoding('utf8').on('data', (text) => {
    received += text
  })
  const closed = once(connection, 'close')
  await once(connection, 'connect')
  return {
    app: opened,
    stop: () => {
      stopping = true
    },
    ask: (path: string) => connection.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`),
    /** Within an object: a reply can be awaited itself. */
    arrival: async (index: number): Promise<{ readonly reply: FastifyReply }> => {
      await expect.poll(() => arrived.length).toBeGreaterThan(index)
      return { reply: arrived[index] as FastifyReply }
    },
    receives: (text: string) => expect.poll(() => received).toContain(text),
    received: () => received,
    closed,
    /** Begins to close and listens no more; `over` resolves when everything is closed. */
    begin: async () => {
      const over = opened.close()
      await expect.poll(() => opened.server.listening).toBe(false)
      return { over }
    },
  }
}

const answers = (received: string) => received.match(/HTTP\/1\.1 \d+/g)

describe('a server that stops', () => {
  it('answers what is under way, and says that the connection ends there', async () => {
    const { begin, ask, arrival, received, closed } = await open()
    ask('/held')
    const { reply: held } = await arrival(0)
    const { over } = await begin()
    held.send('done')
    await closed
    await over
    expect(answers(received())).toEqual(['HTTP/1.1 200'])
    expect(received()).toMatch(/connection: close[\s\S]*done$/i)
  })

  it('carries out a request that comes on a connection whose answer had begun before, and refuses it by nothing', async () => {
    const { begin, ask, arrival, receives, received, closed } = await open()
    ask('/streamed')
    const { reply: streamed } = await arrival(0)
    await receives('a')
    const { over } = await begin()
    ask('/held')
    const { reply: held } = await arrival(1)
    streamed.raw.end('b')
    held.send('done')
    await closed
    await over
    expect(answers(received())).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200'])
  })

  it('keeps no connection that was promised to stay when its answer is given', async () => {
    const { begin, ask, arrival, receives, received, closed } = await open()
    ask('/streamed')
    const { reply: streamed } = await arrival(0)
    await receives('a')
    const { over } = await begin()
    streamed.raw.end('b')
    await closed
    await over
    expect(answers(received())).toEqual(['HTTP/1.1 200'])
  })

  it('sends callers elsewhere from the moment at which it is told to stop, while it listens', async () => {
    const { stop, ask, arrival, received, closed } = await open()
    stop()
    ask('/held')
    const { reply: held } = await arrival(0)
    held.send('done')
    await closed
    expect(received()).toMatch(/connection: close/i)
  })

  it('does not wait for a client that never ends its request', async () => {
    const { app, ask, arrival, closed } = await open({ graceMs: 20 })
    ask('/held')
    await arrival(0)
    await app.close()
    await closed
    expect(app.server.listening).toBe(false)
  })
})
