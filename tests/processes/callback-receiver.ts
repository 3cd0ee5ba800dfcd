import { createServer } from 'node:http'
import { listening } from './listening.ts'

const HOST = '127.0.0.1'

export interface CallbackReceiver {
  readonly url: string
  /** How often each transaction was told about. */
  readonly received: ReadonlyMap<string, number>
  /** Resolves when all of them were told about. */
  until(transactionIds: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** A merchant's server that takes every callback. */
export async function openCallbackReceiver(): Promise<CallbackReceiver> {
  const received = new Map<string, number>()
  let heard = (): void => undefined
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', `http://${HOST}`)
    const id = searchParams.get('transactionId') ?? ''
    received.set(id, (received.get(id) ?? 0) + 1)
    response.end('ok')
    heard()
  })
  const url = `http://${HOST}:${await listening(server, HOST)}`
  return {
    url,
    received,
    until: (ids) =>
      new Promise((done) => {
        heard = () => {
          if (ids.every((id) => received.has(id))) done()
        }
        heard()
      }),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}
