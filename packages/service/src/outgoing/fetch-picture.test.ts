import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRemotePictures, type PictureOptions } from './fetch-picture.ts'

const TIMEOUT_MS = 400

let merchant: Server
let canary: TcpServer
let connections = 0
let origin = ''
let canaryPort = ''

beforeAll(async () => {
  merchant = createServer((request, response) => {
    if (request.url === '/face.jpg') response.end(Buffer.from('a picture'))
    if (request.url === '/large') response.end(Buffer.alloc(5 * 1024 * 1024 + 1))
    if (request.url === '/largest') response.end(Buffer.alloc(5 * 1024 * 1024))
    if (request.url === '/missing') response.writeHead(404).end()
    if (request.url === '/away') response.writeHead(302, { location: `https://127.0.0.1:${canaryPort}/` }).end()
    if (request.url === '/dripping') response.write('a')
  })
  canary = createTcpServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await Promise.all([merchant, canary].map((server) => new Promise<void>((up) => server.listen(0, '127.0.0.1', up))))
  origin = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`
  canaryPort = String((canary.address() as AddressInfo).port)
})
afterAll(() => {
  merchant.closeAllConnections()
  merchant.close()
  canary.close()
})

const fetcher = (options: Partial<PictureOptions> = {}) =>
  createRemotePictures({ allowedOrigins: [origin], resolve: async () => [], timeoutMs: TIMEOUT_MS, ...options })

/** With the canary's port taken for that of https, so that nothing but the address can refuse it. */
const guarded = (answers: readonly string[][] = [], timeoutMs = TIMEOUT_MS) => {
  const rest = [...answers]
  return fetcher({
    allowedOrigins: [],
    timeoutMs,
    ports: ['', canaryPort],
    resolve: async () => rest.shift() ?? ['127.0.0.1'],
  })
}

async function failureOf(promise: Promise<unknown>): Promise<{ code: unknown; message: string; ms: number }> {
  const began = performance.now()
  const error: unknown = await promise.then(
    () => undefined,
    (reason) => reason,
  )
  if (!(error instanceof Error) || !('code' in error)) throw new Error('it was fetched')
  return { code: error.code, message: error.message, ms: performance.now() - began }
}

describe('a picture by its address', () => {
  it('is fetched as it is, up to 5 MB', async () => {
    expect(Buffer.from(await fetcher().fetch(`${origin}/face.jpg`)).toString()).toBe('a picture')
    expect(await fetcher({ timeoutMs: 10_000 }).fetch(`${origin}/largest`)).toHaveLength(5 * 1024 * 1024)
    const tooLarge = failureOf(fetcher({ timeoutMs: 10_000 }).fetch(`${origin}/large`))
    expect(await tooLarge).toMatchObject({ code: 'too-large' })
  })

  it('is not fetched over http, on another port, with a user, or by another scheme', async () => {
    for (const address of [
      'http://pictures.example/a.jpg',
      'https://pictures.example:8443/a.jpg',
      'https://user:pw@pictures.example/a.jpg',
      'file:///etc/passwd',
      'gopher://pictures.example/',
      'nonsense',
    ]) {
      expect(await failureOf(fetcher({ allowedOrigins: [] }).fetch(address)), address).toMatchObject({ code: 'form' })
    }
  })

  it('is not fetched from where it was moved, from where it is not, nor drop by drop', async () => {
    const before = connections
    for (const path of ['/away', '/missing']) {
      expect(await failureOf(fetcher().fetch(origin + path)), path).toMatchObject({ code: 'refused' })
    }
    expect(await failureOf(fetcher().fetch(`${origin}/dripping`))).toMatchObject({ code: 'unreachable' })
    expect(connections).toBe(before)
  })

  it('from a host inside is refused like one that does not answer, from a closed port like from a filtered one: same words, same time', async () => {
    const timeoutMs = 2000
    const [closed, filtered] = [await unusedPort(), await openFilteredPort()]
    const fetchFrom = (port: number) =>
      fetcher({ timeoutMs, allowedOrigins: [`http://127.0.0.1:${port}`] }).fetch(`http://127.0.0.1:${port}/`)
    const failures = await Promise.all([
      failureOf(fetchFrom(closed)),
      failureOf(fetchFrom(filtered.port)),
      failureOf(fetcher({ timeoutMs }).fetch(`${origin}/silent`)),
      failureOf(guarded([['10.0.0.1']], timeoutMs).fetch('https://pictures.example/')),
      failureOf(
        fetcher({ timeoutMs, resolve: () => Promise.reject(new Error('no such name')) }).fetch(
          'https://pictures.example/',
        ),
      ),
    ])
    expect(new Set(failures.map(({ code, message }) => `${code} ${message}`)).size).toBe(1)
    const times = failures.map(({ ms }) => ms)
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(1.2)
    expect(filtered.answered()).toBe(false)
    filtered.close()
  })

  it('never reaches a canary on this machine, however its address is written', async () => {
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '017700000001',
      '0177.0.0.1',
      '127.1',
      '127.0.1',
      '１２７.０.０.１',
      '127。0。0。1',
      'localhost',
      'localhost.',
      'LOCALHOST',
      '0.0.0.0',
      '0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[0:0:0:0:0:ffff:7f00:1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '169.254.169.254',
      'metadata.example',
    ]
    await Promise.all(
      hosts.map(async (host) => {
        expect(await failureOf(guarded().fetch(`https://${host}:${canaryPort}/a.jpg`)), host).toMatchObject({
          code: expect.stringMatching(/^(form|unreachable)$/),
        })
      }),
    )
    expect(connections).toBe(0)
  })

  it('goes to the address that was checked, whatever the name server says the second time', async () => {
    const rebinding = guarded([['203.0.113.9'], ['127.0.0.1']])
    await Promise.all(
      [rebinding.fetch('https://rebind.example/'), rebinding.fetch('https://rebind.example/')].map(failureOf),
    )
    const both = guarded([['1.1.1.1', '127.0.0.1']])
    expect(await failureOf(both.fetch(`https://two.example:${canaryPort}/`))).toMatchObject({ code: 'unreachable' })
    expect(connections).toBe(0)
  })
})

/** One that was free a moment ago. */
function unusedPort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
}

/** Told by its parent to go on no more: what it accepts stays in the kernel's queue, and that is as short as it can be. */
const SILENT_LISTENER = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.stdout.write(String(server.address().port)))`
/** The queue holds one more than it was asked for. */
const QUEUED = 2

/** A port that drops what would open a connection, as behind a packet filter: its queue is full and nobody takes from it. */
async function openFilteredPort() {
  const listener = spawn(process.execPath, ['-e', SILENT_LISTENER], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = Number(String((await once(listener.stdout, 'data'))[0]))
  listener.kill('SIGSTOP')
  const queued = Array.from({ length: QUEUED }, () => connect(port, '127.0.0.1'))
  await Promise.all(queued.map((socket) => once(socket, 'connect')))
  const dropped = connect(port, '127.0.0.1')
  return {
    port,
    answered: () => !dropped.connecting,
    close() {
      for (const socket of [...queued, dropped]) socket.destroy()
      listener.kill('SIGKILL')
    },
  }
}
