import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listening } from '../../processes/listening.ts'

const HOST = '127.0.0.1'

/** An answer as its caller saw it; a connection that broke is one of status 0. */
export interface SeenAnswer {
  /** Method and path. */
  readonly asked: string
  readonly atMs: number
  readonly status: number
  readonly retryAfter: string | undefined
}

export interface FrontDoor {
  readonly url: string
  readonly answers: readonly SeenAnswer[]
  /** Sends every later request to these, in turn. */
  direct(backends: readonly string[]): void
  close(): Promise<void>
}

/** What a load balancer is to callers: one address, whoever answers behind it. Keeps no connection and tries nothing twice. */
export async function openFrontDoor(): Promise<FrontDoor> {
  const answers: SeenAnswer[] = []
  const agent = new Agent({ keepAlive: false })
  let backends: readonly string[] = []
  let turn = 0
  const server = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    turn += 1
    const { hostname, port } = new URL(backends[turn % backends.length] ?? '')
    const { method, url: path = '', headers } = asked
    const note = (status: number, retryAfter?: string) =>
      answers.push({ asked: `${method} ${path.split('?', 1)[0]}`, atMs: performance.now(), status, retryAfter })
    const passed = request({ agent, hostname, port, method, path, headers }, (response) => {
      note(response.statusCode ?? 0, response.headers['retry-after'])
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    passed.once('error', () => {
      note(0)
      answer.destroy()
    })
    asked.pipe(passed)
  })
  // Callers keep their connections: one that was closed as it was used again would look like a request that failed.
  server.keepAliveTimeout = 0
  const url = `http://${HOST}:${await listening(server, HOST)}`
  return {
    url,
    answers,
    direct(to) {
      backends = to
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}
