import { once } from 'node:events'
import { createServer } from 'node:net'

/** The first port from `wanted` on that nobody listens on; `taken` are promised to somebody already. */
export async function freePort(wanted, host, taken = []) {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if (!taken.includes(port) && (await isFree(port, host))) return port
  }
  throw new Error(`no free port between ${wanted} and ${wanted + 99}`)
}

async function isFree(port, host) {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
    return true
  } catch (error) {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return false
    throw error
  } finally {
    probe.close()
  }
}
