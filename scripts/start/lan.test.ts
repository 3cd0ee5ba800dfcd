import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from './free-port.mjs'
import { lanAddresses, lanCertificate } from './lan-certificate.mjs'
import { openLanGateway } from './lan-gateway.mjs'

const NOW = new Date('2026-05-01T00:00:00Z')
const DAY_MS = 24 * 60 * 60 * 1000

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-lan-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the certificate for the local network', () => {
  it('names the machine’s addresses, for no longer than phones accept, and its key is the owner’s alone', async () => {
    const { certificate } = await lanCertificate(folder, ['192.0.2.10', '10.1.2.3'], NOW)
    const read = new X509Certificate(certificate)
    expect(read.subjectAltName).toBe('IP Address:192.0.2.10, IP Address:10.1.2.3, DNS:localhost, IP Address:127.0.0.1')
    expect(read.ca).toBe(false)
    expect((Date.parse(read.validTo) - Date.parse(read.validFrom)) / DAY_MS).toBeLessThanOrEqual(398)
    expect((await stat(join(folder, 'key.pem'))).mode & 0o777).toBe(0o600)
  })

  it('is kept, so that a phone is asked once, until it misses an address or ends soon', async () => {
    const first = await lanCertificate(folder, ['192.0.2.10'], NOW)
    const later = new Date(NOW.getTime() + 300 * DAY_MS)
    expect(await lanCertificate(folder, ['192.0.2.10'], later)).toEqual(first)
    const moved = await lanCertificate(folder, ['192.0.2.11'], later)
    expect(moved.fingerprint).not.toBe(first.fingerprint)
    const renewed = await lanCertificate(folder, ['192.0.2.11'], new Date(later.getTime() + 390 * DAY_MS))
    expect(renewed.fingerprint).not.toBe(moved.fingerprint)
  })

  it('leaves out addresses that no phone can reach, and prefers private networks', () => {
    const entry = (address: string, internal = false) => ({ family: 'IPv4', address, internal })
    const found = lanAddresses({
      a: [entry('203.0.113.5'), entry('169.254.1.1')],
      b: [entry('192.168.1.4')],
      lo: [entry('127.0.0.1', true)],
    })
    expect(found).toEqual(['192.168.1.4', '203.0.113.5'])
  })
})

describe('the one origin for the local network', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })

  /** Answers with its name, and with what it was asked. */
  async function upstream(name: string): Promise<string> {
    const server = createServer(async (incoming, outgoing) => {
      let body = ''
      for await (const chunk of incoming) body += chunk
      outgoing.setHeader('x-upstream', name)
      outgoing.end(`${incoming.method} ${incoming.url} ${incoming.headers.host} ${body}`)
    })
    servers.push(server)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async function ask(port: number, ca: string, method: string, path: string, body = '') {
    return new Promise<{ status: number | undefined; from: string; text: string }>((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, method, path, ca, headers: { host: 'localhost:1' } },
        async (answer) => {
          let text = ''
          for await (const chunk of answer) text += chunk
          resolve({ status: answer.statusCode, from: String(answer.headers['x-upstream']), text })
        },
      )
      asked.on('error', reject)
      asked.end(body)
    })
  }

  it('sends the service what browsers need of it, and everything else to the demo', async () => {
    const { certificate, key } = await lanCertificate(folder, [])
    const port = await freePort(7490, '127.0.0.1')
    const upstreams = { service: await upstream('service'), demo: await upstream('demo') }
    const gateway = await openLanGateway({ certificate, key, host: '127.0.0.1', port, ...upstreams })
    try {
      const piece = await ask(port, certificate, 'PUT', '/channel/v1/t/pieces/0?x=1', 'bytes')
      expect(piece).toEqual({ status: 200, from: 'service', text: 'PUT /channel/v1/t/pieces/0?x=1 localhost:1 bytes' })
      for (const path of ['/v/abc', '/sdk/v1/bonafide.js']) {
        expect((await ask(port, certificate, 'GET', path)).from).toBe('service')
      }
      for (const path of ['/', '/api/application', '/?Action=CheckResult', '/health']) {
        expect((await ask(port, certificate, 'GET', path)).from).toBe('demo')
      }
    } finally {
      await gateway.close()
    }
  })

  it('says so when what lies behind it is gone', async () => {
    const { certificate, key } = await lanCertificate(folder, [])
    const port = await freePort(7490, '127.0.0.1')
    const gone = `http://127.0.0.1:${await freePort(7590, '127.0.0.1')}`
    const gateway = await openLanGateway({ certificate, key, host: '127.0.0.1', port, service: gone, demo: gone })
    try {
      expect((await ask(port, certificate, 'GET', '/')).status).toBe(502)
    } finally {
      await gateway.close()
    }
  })
})

describe('an answer that breaks off', () => {
  it('breaks off for the phone too', async () => {
    const { certificate, key } = await lanCertificate(folder, [])
    const broken = createServer((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': 100 })
      outgoing.write('half', () => outgoing.destroy())
    })
    await new Promise<void>((done) => broken.listen(0, '127.0.0.1', done))
    const origin = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`
    const port = await freePort(7490, '127.0.0.1')
    const addresses = { host: '127.0.0.1', port, service: origin, demo: origin }
    const gateway = await openLanGateway({ certificate, key, ...addresses })
    try {
      const answer = new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, ca: certificate, headers: { host: 'localhost:1' } }, (reply) =>
          reply.toArray().then(resolve, reject),
        )
        asked.on('error', reject)
        asked.end()
      })
      await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' })
    } finally {
      await gateway.close()
      broken.close()
    }
  })
})

describe('freePort', () => {
  it('passes over ports that are taken or promised', async () => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const next = await freePort(port, '127.0.0.1')
    expect(next).toBeGreaterThan(port)
    expect(await freePort(port, '127.0.0.1', [next])).toBeGreaterThan(next)
    server.close()
  })
})
