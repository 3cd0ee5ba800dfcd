import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

const HOST = '127.0.0.1'
/** Another address of the same machine: what listens there is in nobody's way, and says that the port is promised. */
const BESIDE = '127.0.0.2'
const FIRST_PORT = 18600
const PORTS = 1000

export interface ReservedPort {
  readonly port: number
  release(): void
}

/**
 * A port that stays free for whoever asked, also while the process that listens on it is killed and started again.
 * A port that was merely found free was taken in that moment by another run beside this one, and either run then talked
 * to the other's service.
 */
export async function reservePort(): Promise<ReservedPort> {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS; port += 1) {
    const mark = await listen(port, BESIDE)
    if (mark === undefined) continue
    const probe = await listen(port, HOST)
    if (probe === undefined) {
      mark.close()
      continue
    }
    probe.close()
    await once(probe, 'close')
    mark.unref()
    return { port, release: () => void mark.close() }
  }
  throw new Error(`no free port between ${FIRST_PORT} and ${FIRST_PORT + PORTS - 1}`)
}

async function listen(port: number, host: string): Promise<Server | undefined> {
  const server = createServer()
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
    return server
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes(String((error as NodeJS.ErrnoException).code))) return undefined
    throw error
  }
}
