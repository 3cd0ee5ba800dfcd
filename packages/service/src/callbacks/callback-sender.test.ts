import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifyWebhook } from '@bonafide/protocol'
import { openTestDatabase } from '@bonafide/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SqlDatabase } from '../adapters/sql/sql-database.ts'
import { openSqlStore } from '../adapters/sql/sql-store.ts'
import { CALLBACK_SECRET_FIELD, createCustody } from '../custody/custody.ts'
import type { Store } from '../ports/store.ts'
import { type CallbackSender, type CallbackSenderOptions, startCallbackSender } from './callback-sender.ts'
import { CALLBACK_FIELD } from './deliver.ts'

const START = Date.parse('2026-03-01T12:00:00Z')
const SECRETS = [1, 2].map(() => `whsec_${randomBytes(32).toString('base64')}`)
const bytes = (text: string) => new TextEncoder().encode(text)

describe('the callback sender', () => {
  const custody = createCustody(new Uint8Array(randomBytes(32)))
  const errors: unknown[] = []
  const senders: CallbackSender[] = []
  const servers: Server[] = []
  let database: SqlDatabase
  let store: Store
  let nowMs = START

  beforeAll(async () => {
    database = await openTestDatabase()
    store = await openSqlStore(database, { judgingDeadlineMs: 1000, onError: (error) => errors.push(error) })
  }, 60_000)
  afterEach(async () => {
    await Promise.all(senders.splice(0).map((sender) => sender.stop()))
    for (const server of servers.splice(0)) server.close().closeAllConnections()
    await database.run('delete from callbacks')
    nowMs = START
    expect(errors).toEqual([])
  })
  afterAll(() => store.close())

  async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(answer)
    servers.push(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async function queue(url: string): Promise<string> {
    const tenantId = `tenant-${randomUUID()}`
    const tenant = { id: tenantId, wrappedKey: custody.newTenantKey(tenantId) }
    const vault = custody.tenant(tenant)
    await store.createTenant({
      ...tenant,
      name: 'x',
      mode: 'test',
      settings: { iframeParents: [], returnAddresses: [], policy: {}, retentionDays: 30 },
      sealedCallbackSecrets: SECRETS.map((secret) => vault.seal(CALLBACK_SECRET_FIELD, bytes(secret))),
      createdAt: new Date(nowMs),
    })
    const transactionId = randomUUID()
    const transaction = { id: transactionId, wrappedKey: custody.create(tenant, transactionId) }
    await store.createTransaction({
      ...transaction,
      tenantId,
      merchantBizId: 'm',
      productCode: 'eKYC',
      steps: ['face'],
      sealedRequest: new Uint8Array(),
      createdAt: new Date(nowMs),
      startBy: new Date(nowMs),
    })
    const id = `msg_${randomUUID()}`
    const sealedUrl = custody.open(tenant, transaction).seal(CALLBACK_FIELD, bytes(url))
    await database.run(
      'insert into callbacks (id, tenant_id, transaction_id, sealed_url, created_at, due_at) values ($1, $2, $3, $4, $5, $5)',
      [id, tenantId, transaction.id, sealedUrl, new Date(nowMs)],
    )
    return id
  }

  async function state(id: string) {
    const { rows } = await database.run('select state, tries, due_at from callbacks where id = $1', [id])
    const [row] = rows as { state: string; tries: number; due_at: Date }[]
    return { state: row?.state, tries: row?.tries, dueInS: ((row?.due_at.getTime() ?? 0) - START) / 1000 }
  }

  function sender(change: Partial<CallbackSenderOptions>): CallbackSender {
    const started = startCallbackSender({
      store,
      keys: custody,
      clock: { now: () => new Date(nowMs) },
      random: { below: (bound) => Math.floor(bound / 2) },
      allowedOrigins: [],
      onError: (error) => errors.push(error),
      timeoutMs: 400,
      ...change,
    })
    senders.push(started)
    return started
  }

  it('sends the exact query, signed with every secret, and marks it as delivered', async () => {
    const seen: { method?: string; url: string; headers: IncomingMessage['headers'] }[] = []
    const origin = await receiver((request, response) => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
      response.end()
    })
    const id = await queue(`${origin}/callback?theirs=a%20b+c&callbackToken=x%26y&passed=Y&subCode=200#fragment`)
    // Time enough for a busy machine: this is about what is sent, not about how long a receiver may take.
    await sender({ allowedOrigins: [origin], timeoutMs: 30_000 }).sendDue()
    expect(seen).toHaveLength(1)
    const [got] = seen
    expect(got).toMatchObject({
      method: 'GET',
      url: '/callback?theirs=a%20b+c&callbackToken=x%26y&passed=Y&subCode=200',
    })
    expect(got?.headers.host).toBe(new URL(origin).host)
    for (const secret of SECRETS) {
      const header = (name: string) => String(got?.headers[name])
      const payload = got?.url.slice(got.url.indexOf('?') + 1) ?? ''
      expect(await verifyWebhook({ header, payload, secrets: [secret], now: new Date(nowMs) })).toBe(id)
    }
    expect((await state(id)).state).toBe('delivered')
  })

  it.each([
    ['500', { status: 500 }, { state: 'due', tries: 1, dueInS: 5 }],
    [
      '302 to an inner address',
      { status: 302, headers: { location: '/inner' } },
      { state: 'due', tries: 1, dueInS: 5 },
    ],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '77' } }, { state: 'due', tries: 1, dueInS: 77 }],
    ['410', { status: 410 }, { state: 'given-up', tries: 1 }],
    ['404', { status: 404 }, { state: 'due', tries: 1, dueInS: 5 }],
    ['204', { status: 204 }, { state: 'delivered', tries: 1 }],
  ] as const)('after an answer of %s does what the schedule says', async (_, { status, ...rest }, expected) => {
    let requests = 0
    const origin = await receiver((request, response) => {
      requests += request.url === '/inner' ? 100 : 1
      response.writeHead(status, 'headers' in rest ? rest.headers : {}).end('secret of the receiver')
    })
    const id = await queue(`${origin}/?a=1`)
    await sender({ allowedOrigins: [origin] }).sendDue()
    expect(await state(id)).toMatchObject(expected)
    expect(requests).toBe(1)
  })

  it('tries again after a receiver that resets the connection, that hangs, or that sends an endless head', async () => {
    const reset = await receiver((request) => request.socket.resetAndDestroy())
    const hang = await receiver(() => undefined)
    const drip = await receiver((request) => {
      const timer = setInterval(() => request.socket.write('H'), 20)
      request.socket.on('close', () => clearInterval(timer))
      request.socket.on('error', () => undefined)
    })
    const closed = await receiver(() => undefined)
    const lastServer = servers.at(-1)
    await new Promise((resolve) => lastServer?.close(resolve))
    const ids = await Promise.all([reset, hang, drip, closed].map((origin) => queue(`${origin}/?a=1`)))
    await sender({ allowedOrigins: [reset, hang, drip, closed] }).sendDue()
    for (const id of ids) expect(await state(id)).toMatchObject({ state: 'due', tries: 1, dueInS: 5 })
  })

  it('goes through the whole schedule on a dead receiver and gives up after ten tries', async () => {
    let requests = 0
    const origin = await receiver((_, response) => {
      requests += 1
      response.writeHead(503).end()
    })
    const id = await queue(`${origin}/?a=1`)
    const running = sender({ allowedOrigins: [origin] })
    for (let tries = 1; tries <= 10; tries += 1) {
      await running.sendDue()
      nowMs = START + (await state(id)).dueInS * 1000
    }
    expect(requests).toBe(10)
    expect(await state(id)).toMatchObject({ state: 'given-up', tries: 10 })
  })

  it('sends nothing inside the private network, however the address is written', async () => {
    let connections = 0
    const origin = await receiver((_, response) => response.end())
    servers.at(-1)?.on('connection', () => {
      connections += 1
    })
    const port = new URL(origin).port
    const urls = [
      `http://127.0.0.1:${port}/?a`,
      `https://127.0.0.1:${port}/?a`,
      'https://127.1/?a',
      'https://[::1]/?a',
      'https://localhost/?a',
    ]
    const ids = await Promise.all(urls.map(queue))
    await sender({ resolve: async () => ['127.0.0.1'] }).sendDue()
    expect(connections).toBe(0)
    for (const id of ids) expect((await state(id)).state).not.toBe('delivered')
  })

  it('sends again under the same id when a process died between sending and marking', async () => {
    const ids: unknown[] = []
    let arrived: () => void = () => undefined
    const first = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const origin = await receiver((request, response) => {
      ids.push(request.headers['webhook-id'])
      response.end()
      arrived()
    })
    const id = await queue(`${origin}/?a=1`)
    const dead: CallbackSenderOptions['store'] = { ...store, settleCallback: () => new Promise(() => undefined) }
    const lost = startCallbackSender({
      store: dead,
      keys: custody,
      clock: { now: () => new Date(nowMs) },
      random: { below: () => 0 },
      allowedOrigins: [origin],
      onError: (error) => errors.push(error),
    })
    void lost.stop()
    await first
    const next = sender({ allowedOrigins: [origin] })
    await next.sendDue()
    expect(ids).toEqual([id])
    nowMs += 31_000
    await next.sendDue()
    expect(ids).toEqual([id, id])
    expect((await state(id)).state).toBe('delivered')
  })

  it('is not delayed by a receiver that hangs, however much is queued for it', async () => {
    let hanging = 0
    const slow = await receiver(() => {
      hanging += 1
    })
    const arrived: string[] = []
    const fast = await receiver((request, response) => {
      arrived.push(String(request.url))
      response.end()
    })
    const slowIds: string[] = []
    for (let index = 0; index < 15; index += 1) slowIds.push(await queue(`${slow}/?${index}`))
    const fastId = await queue(`${fast}/?fast`)
    sender({ allowedOrigins: [slow, fast], timeoutMs: 60_000 })
    const patient = { timeout: 20_000 }
    await expect.poll(() => arrived, patient).toEqual(['/?fast'])
    await expect.poll(async () => (await state(fastId)).state, patient).toBe('delivered')
    await expect.poll(() => hanging, patient).toBe(10)
    const states = await Promise.all(slowIds.map(state))
    expect(states.filter(({ tries }) => tries === 1)).toHaveLength(10)
    expect(states.filter(({ tries, dueInS }) => tries === 0 && dueInS === 2)).toHaveLength(5)
    for (const server of servers) server.closeAllConnections()
  })
})
