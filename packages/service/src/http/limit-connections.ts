import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { refuseOnSocket, TOO_MANY_CONNECTIONS } from './raw-socket.ts'

/** Caps the connections that one address holds at a time; the one too many is told so and closed (security.md D7). */
export function limitConnections(server: Server, perAddress: number): void {
  const held = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? 'unknown'
    const count = (held.get(address) ?? 0) + 1
    held.set(address, count)
    socket.once('close', () => release(held, address))
    if (count > perAddress) refuseOnSocket(TOO_MANY_CONNECTIONS, socket)
  })
}

function release(held: Map<string, number>, address: string): void {
  const left = (held.get(address) ?? 1) - 1
  if (left > 0) held.set(address, left)
  else held.delete(address)
}
