// One https origin for the demo and the service's public pages, so that a phone needs to trust one certificate only.
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createServer } from 'node:https'

/** Paths that browsers need of the service; its signed API stays on loopback. */
const SERVICE_PATHS = ['/v/', '/channel/', '/sdk/']

/** Headers that concern one connection only, RFC 9110 section 7.6.1. */
const HOP_HEADERS = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Listens on `host`:`port` and forwards to the origins `service` and `demo`, both on loopback.
 * Rejects when the port is taken; `close` ends open connections.
 */
export async function openLanGateway({ certificate, key, host, port, service, demo }) {
  const agent = new Agent({ keepAlive: true })
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    const target = SERVICE_PATHS.some((path) => incoming.url.startsWith(path)) ? service : demo
    forward(incoming, outgoing, target, agent)
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    close: async () => {
      server.closeAllConnections()
      server.close()
      agent.destroy()
      await once(server, 'close')
    },
  }
}

function forward(incoming, outgoing, origin, agent) {
  const onward = request(new URL(origin), {
    agent,
    method: incoming.method,
    path: incoming.url,
    headers: withoutHops(incoming.headers),
    setHost: false,
  })
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode, withoutHops(answer.headers))
    answer.pipe(outgoing)
    // An answer that breaks off must not look as if more of it were to come.
    answer.on('close', () => answer.complete || outgoing.destroy())
  })
  onward.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(502, { 'content-type': 'text/plain' }).end('The service is not there.\n')
  })
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

function withoutHops(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)))
}
