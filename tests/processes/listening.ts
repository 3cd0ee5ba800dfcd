import type { Server } from 'node:net'

/** Lets a server listen wherever there is room, and says at which port. */
export async function listening(server: Server, host: string): Promise<number> {
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, host, done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
