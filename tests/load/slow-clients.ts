import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** How somebody holds a connection without using it, as slowhttptest does. */
const SLOWNESSES = ['header', 'body', 'read'] as const
export type Slowness = (typeof SLOWNESSES)[number]

export interface SlowConnections {
  /** How many are still open, by what is slow about them. */
  open(): Readonly<Record<Slowness, number>>
  /** After how many milliseconds the server had closed each of them; those that are open are left out. */
  closedAfterMs(slowness: Slowness): readonly number[]
  /** Reads what was not read: before, a connection that waits to be read does not notice that it was closed. */
  readAll(): void
  /** Ends what is left. */
  close(): void
}

const EACH_MS = 1_000
/** Answers that nobody reads; more would be a flood of requests, which is another matter. */
const PIPELINED = 50
const BEGINNINGS: Readonly<Record<Slowness, (host: string) => string>> = {
  header: (host) => `GET /healthz HTTP/1.1\r\nhost: ${host}\r\n`,
  body: (host) => `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: text/plain\r\ncontent-length: 1000000\r\n\r\n`,
  read: (host) => `GET /healthz HTTP/1.1\r\nhost: ${host}\r\n\r\n`.repeat(PIPELINED),
}
const DRIPS: Readonly<Record<Slowness, string>> = { header: 'x-slow: 1\r\n', body: 'slow', read: '' }

/** So many connections in all, from so many addresses of this machine, each kind in turn. */
export async function openSlowConnections(url: string, count: number, addresses: number): Promise<SlowConnections> {
  const { hostname, port, host } = new URL(url)
  const sockets: { readonly slowness: Slowness; readonly socket: Socket; closedAfterMs?: number }[] = []
  for (let index = 0; index < count; index += 1) {
    const slowness = SLOWNESSES[index % SLOWNESSES.length] ?? 'header'
    const localAddress = `127.0.1.${1 + (index % addresses)}`
    const socket = connect({ host: hostname, port: Number(port), localAddress })
    const held: (typeof sockets)[number] = { slowness, socket }
    sockets.push(held)
    const openedAt = performance.now()
    socket.on('error', () => undefined)
    socket.once('close', () => {
      held.closedAfterMs = performance.now() - openedAt
    })
    if (slowness === 'read') socket.pause()
    else socket.resume()
    socket.write(BEGINNINGS[slowness](host))
  }
  const drip = setInterval(() => {
    for (const { slowness, socket } of sockets)
      if (socket.writable && DRIPS[slowness] !== '') socket.write(DRIPS[slowness])
  }, EACH_MS)
  await wait(EACH_MS)
  return {
    open: () => {
      const left = { header: 0, body: 0, read: 0 }
      for (const { slowness, closedAfterMs } of sockets) if (closedAfterMs === undefined) left[slowness] += 1
      return left
    },
    closedAfterMs: (slowness) =>
      sockets.flatMap((held) =>
        held.slowness === slowness && held.closedAfterMs !== undefined ? [held.closedAfterMs] : [],
      ),
    readAll: () => {
      for (const { socket } of sockets) socket.resume()
    },
    close: () => {
      clearInterval(drip)
      for (const { socket } of sockets) socket.destroy()
    },
  }
}
