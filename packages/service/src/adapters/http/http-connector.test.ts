import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { verifyWebhook } from '@bonafide/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { createHttpConnector } from './http-connector.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const NOW = new Date('2026-03-01T12:00:00Z')
const QUESTION = { kind: 'Id2MetaVerifyIntl', fields: { UserName: 'Anna', IdentifyNum: '1' }, requestId: 'question-1' }

let server: Server
let url = ''
let reply = { status: 200, body: '{"bizCode":"1"}' }
let asked: { body: string; verified: Promise<string> }[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString()
    const header = (name: string) => String(request.headers[name] ?? '')
    asked.push({ body, verified: verifyWebhook({ header, payload: body, secrets: [SECRET], now: NOW }) })
    if (reply.status !== 0) response.writeHead(reply.status, { location: url }).end(reply.body)
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
})

const connector = (timeoutMs = 5000) => createHttpConnector({ url, secret: SECRET, now: () => NOW, timeoutMs })
const unavailable = expect.objectContaining({ code: 'source-unavailable' })

describe('the connector to an outside source', () => {
  it('asks by a signed message and hands the answer on', async () => {
    reply = { status: 200, body: '{"bizCode":"2","subCode":"202","detail":{"ispName":"CMCC"},"more":1}' }
    expect(await connector().ask(QUESTION)).toEqual({ bizCode: '2', subCode: '202', detail: { ispName: 'CMCC' } })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(QUESTION)
    await expect(asked[0]?.verified).resolves.toBe('question-1')
  })

  it.each([
    ['an error', 500, '{"bizCode":"1"}'],
    ['a redirect', 302, '{"bizCode":"1"}'],
    ['no JSON', 200, 'yes'],
    ['an answer of another form', 200, '{"bizCode":"4"}'],
    ['nothing at all', 200, ''],
    ['more than it may', 200, JSON.stringify({ bizCode: '1', more: 'x'.repeat(70_000) })],
    ['silence', 0, ''],
  ])('takes %s for no answer', async (_, status, body) => {
    reply = { status, body }
    await expect(connector(500).ask(QUESTION)).rejects.toEqual(unavailable)
  })

  it('asks no more for a while after five failures in a row', async () => {
    reply = { status: 500, body: '' }
    const tired = connector()
    for (let call = 0; call < 8; call += 1) await expect(tired.ask(QUESTION)).rejects.toEqual(unavailable)
    expect(asked).toHaveLength(5)
  })
})

describe('a circuit breaker', () => {
  const fail = () => Promise.reject(new Error('down'))
  const work = async () => 'done'

  it('opens after so many failures in a row, tries one call after its rest, and closes when that succeeds', async () => {
    let nowMs = 0
    const guard = createCircuitBreaker({ failures: 2, restMs: 1000, nowMs: () => nowMs })
    await expect(guard(fail)).rejects.toThrow('down')
    await expect(guard(work)).resolves.toBe('done')
    for (let call = 0; call < 2; call += 1) await expect(guard(fail)).rejects.toThrow('down')
    await expect(guard(work)).rejects.toMatchObject({ code: 'source-unavailable', retryAfterMs: 1000 })
    nowMs = 1000
    const trial = guard(fail)
    await expect(guard(work)).rejects.toEqual(unavailable)
    await expect(trial).rejects.toThrow('down')
    await expect(guard(work)).rejects.toEqual(unavailable)
    nowMs = 2000
    await expect(guard(work)).resolves.toBe('done')
    await expect(guard(work)).resolves.toBe('done')
  })
})
