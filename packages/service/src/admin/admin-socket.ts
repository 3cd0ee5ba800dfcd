import { createHash } from 'node:crypto'
import { chmod, lstat, rm, stat } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { AdminError } from './admin-tools.ts'
import type { Administer, AdminRequest } from './administer.ts'

/** The kernel's limit for the path of a socket is 108 bytes. */
const LONGEST_PATH = 100
const LONGEST_REQUEST = 64 * 1024

/** Where the service that holds a data folder listens for its operator. */
export function adminSocketPath(dataDir: string): string {
  const path = join(resolve(dataDir), 'admin.sock')
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path
  return join(tmpdir(), `bonafide-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 24)}.sock`)
}

/**
 * Listens on a socket that only this user can open: one JSON request up to the end of its half of the connection, one
 * JSON answer. The caller holds the lock of the data folder, so a socket that is there already is left over.
 */
export async function serveAdminSocket(
  dataDir: string,
  administer: Administer,
  onError: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> {
  const path = adminSocketPath(dataDir)
  await rm(path, { force: true })
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket, administer, onError))
  const mask = process.umask(0o177)
  try {
    await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done))
  } finally {
    process.umask(mask)
  }
  await chmod(path, 0o600)
  return {
    close: () => new Promise((done) => server.close(() => done())),
  }
}

/** Asks the running service; undefined when none listens for this data folder. */
export async function askRunningService(
  dataDir: string,
  request: AdminRequest,
): Promise<{ result: unknown } | undefined> {
  const path = adminSocketPath(dataDir)
  const socket = (await isOf(dataDir, path)) ? await open(path) : undefined
  if (socket === undefined) return undefined
  socket.end(JSON.stringify(request))
  const answer = JSON.parse(await text(socket)) as { result?: unknown; error?: string }
  if (answer.error !== undefined) throw new AdminError(answer.error)
  return { result: answer.result }
}

/** For a folder with a long path the socket lies where every user may put one: only the folder's owner is believed. */
async function isOf(dataDir: string, path: string): Promise<boolean> {
  try {
    return (await lstat(path)).uid === (await stat(dataDir)).uid
  } catch {
    return false
  }
}

function open(path: string): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = connect({ path, allowHalfOpen: true })
    socket.once('connect', () => done(socket))
    socket.once('error', () => done(undefined))
  })
}

async function serve(socket: Socket, administer: Administer, onError: (error: unknown) => void): Promise<void> {
  socket.on('error', () => socket.destroy())
  try {
    const request = JSON.parse(await readAll(socket)) as Partial<AdminRequest>
    const result = await administer({ command: String(request.command), args: request.args })
    socket.end(JSON.stringify({ result }))
  } catch (error) {
    if (!(error instanceof AdminError)) onError(error)
    const message = error instanceof AdminError ? error.message : 'The service could not do it; its log says why.'
    socket.end(JSON.stringify({ error: message }))
  }
}

async function readAll(socket: Socket): Promise<string> {
  let request = ''
  socket.setEncoding('utf8')
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    request += String(chunk)
    if (request.length > LONGEST_REQUEST) throw new AdminError('The request is too long.')
  }
  return request
}
