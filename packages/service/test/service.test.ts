import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyWebhook, WEBHOOK_HEADERS } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries } from '../src/actions/index.gen.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/http/log.ts'
import { administer, startService } from '../src/main.ts'
import { createFakeJudge, forReview } from './fake-judge.ts'
import { type AccessKey, ORDER, openTestService, type TestService } from './open-test-service.ts'
import { faceMaterial, openBrowser } from './test-browser.ts'

const silent = createLog('silent', { write: () => undefined })

let test: TestService
let merchant: { readonly server: Server; readonly seen: { url: string; headers: Record<string, unknown> }[] }

beforeAll(async () => {
  merchant = await openMerchant()
  const { port } = merchant.server.address() as AddressInfo
  test = await openTestService({ callbackOrigins: [`http://127.0.0.1:${port}`] })
}, 60_000)
afterAll(async () => {
  await test.close()
  merchant.server.close()
}, 60_000)

function config() {
  return readConfig({}, { dataDir: test.dataDir, port: 0 }).config
}

describe('the first start', () => {
  it('makes a tenant and one access key that only the owner can read', async () => {
    const path = join(test.dataDir, 'access-key.json')
    expect(test.service.accessKeyFile).toBe(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(test.dataDir, 'master.key'))).mode & 0o777).toBe(0o600)
    expect(await administer(config(), { command: 'tenants.list', args: {} }, silent)).toMatchObject([
      { id: 'default', mode: 'test' },
    ])
  })
})

describe('a second start on the same data folder', () => {
  it('is refused with a message that says who uses it', async () => {
    const second = startService({ config: config(), judge: createFakeJudge(), browserFiles: test.dataDir, log: silent })
    await expect(second).rejects.toMatchObject({ code: 'directory-in-use', message: expect.stringContaining('in use') })
  })
})

describe('administration of a running service', () => {
  it('goes through a socket that only its owner can open', async () => {
    expect((await stat(join(test.dataDir, 'admin.sock'))).mode & 0o777).toBe(0o600)
  })

  it('issues a key that works at once, lists it without its secret, and disables it', async () => {
    const args = { id: 'acme', name: 'Acme', mode: 'live' }
    expect(await administer(config(), { command: 'tenants.create', args }, silent)).toMatchObject({
      id: 'acme',
      callbackSecret: expect.stringMatching(/^whsec_/),
    })
    const issue = () => administer(config(), { command: 'keys.create', args: { tenant: 'acme' } }, silent)
    const key = (await issue()) as AccessKey
    expect((await test.call('KeepaliveIntl', {}, key)).status).toBe(200)
    const listed = await administer(config(), { command: 'keys.list', args: { tenant: 'acme' } }, silent)
    expect(JSON.stringify(listed)).not.toContain(key.AccessKeySecret)
    await issue()
    await expect(issue()).rejects.toThrow(/Disable one first/)
    await administer(config(), { command: 'keys.disable', args: { id: key.AccessKeyId } }, silent)
    expect((await test.call('KeepaliveIntl', {}, key)).body.Code).toBe('InvalidAccessKeyId.Inactive')
  })

  it('keeps the transactions of one tenant from another', async () => {
    const ids = [await newTransaction(), await finished()]
    const foreign = (await administer(
      config(),
      { command: 'keys.list', args: { tenant: 'acme' } },
      silent,
    )) as readonly { AccessKeyId: string; active: boolean }[]
    expect(foreign.some((key) => key.active)).toBe(true)
    await administer(
      config(),
      { command: 'tenants.create', args: { id: 'other', name: 'Other', mode: 'test' } },
      silent,
    )
    const key = (await administer(config(), { command: 'keys.create', args: { tenant: 'other' } }, silent)) as AccessKey
    const actions = entries.filter(({ operation }) => 'TransactionId' in operation.parameters)
    expect(actions.length).toBeGreaterThan(0)
    for (const { operation } of actions) {
      const ask = async (TransactionId: string) => {
        const { status, body } = await test.call(operation.name, { ...ORDER, TransactionId }, key)
        const { RequestId: _other, ...rest } = body
        return { status, ...rest }
      }
      const unknown = await ask('q'.repeat(32))
      expect(unknown.status).toBeGreaterThanOrEqual(400)
      for (const id of ids) expect(await ask(id)).toEqual(unknown)
    }
  })

  it('changes one threshold of a tenant and leaves the others as they were', async () => {
    const set = (policy: object) =>
      administer(config(), { command: 'tenants.set', args: { id: 'acme', policy } }, silent)
    await set({ faceMatchScore: 70 })
    expect(await set({ faceReviewScore: 50 })).toMatchObject({
      settings: { policy: { faceMatchScore: 70, faceReviewScore: 50 } },
    })
    await expect(set({ noSuchThreshold: 1 })).rejects.toThrow()
    await expect(set({ faceMatchScore: Number.NaN })).rejects.toThrow()
  })

  it('says what is wrong with a request', async () => {
    await expect(administer(config(), { command: 'keys.create', args: { tenant: 'nobody' } }, silent)).rejects.toThrow(
      /no tenant "nobody"/,
    )
    await expect(administer(config(), { command: 'no.such', args: {} }, silent)).rejects.toThrow(/no command/)
    const args = { id: 'default', iframeParents: ['https://bank.example/path'] }
    await expect(administer(config(), { command: 'tenants.set', args }, silent)).rejects.toThrow(/origin/)
  })
})

describe('administration of a service that does not run', () => {
  it('opens the data folder itself, with its own master key alone', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-test-'))
    const alone = readConfig({}, { dataDir }).config
    const args = { id: 'first', name: 'First', mode: 'test' }
    await administer(alone, { command: 'tenants.create', args }, silent)
    expect(await administer(alone, { command: 'tenants.list', args: {} }, silent)).toMatchObject([{ id: 'first' }])
    // Not even silently under a fresh key, which would open nothing.
    await rm(join(dataDir, 'master.key'))
    await expect(administer(alone, { command: 'tenants.list', args: {} }, silent)).rejects.toMatchObject({
      code: 'master-key-invalid',
    })
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)
})

describe('the callback', () => {
  it('is sent when the decision is written, and again after a review, signed and with the token', async () => {
    test.judge.decide = () => forReview('match-uncertain')
    const { port } = merchant.server.address() as AddressInfo
    const { body } = await test.call('Initialize', {
      ...ORDER,
      ProductCode: 'FACE_LIVENESS',
      CallbackUrl: `http://127.0.0.1:${port}/back?own=1`,
      CallbackToken: 'token-1',
    })
    const id = body.Result?.['TransactionId'] ?? ''
    const browser = openBrowser(test.url, id)
    await browser.open()
    const face = await browser.begin('face')
    test.advance(10_000)
    await browser.submit(face, faceMaterial(face))
    const first = await nextCallback(0)
    expect(first.url).toBe(`/back?own=1&callbackToken=token-1&transactionId=${id}&passed=N&subCode=207`)
    const { CallbackSecret } = JSON.parse(await readFile(join(test.dataDir, 'access-key.json'), 'utf8')) as {
      CallbackSecret: string
    }
    const verified = verifyWebhook({
      header: (name) => String(first.headers[name] ?? ''),
      payload: first.url.slice(first.url.indexOf('?') + 1),
      secrets: [CallbackSecret],
      now: test.now(),
    })
    await expect(verified).resolves.toBe(first.headers[WEBHOOK_HEADERS.id])

    const review = { id, passed: true, reviewer: 'ada', note: 'looked at it' }
    expect(await administer(config(), { command: 'review.list', args: {} }, silent)).toHaveLength(1)
    await administer(config(), { command: 'review.decide', args: review }, silent)
    expect((await nextCallback(1)).url).toContain('passed=Y&subCode=200')
    const result = await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
    expect(result.body.Result).toMatchObject({ Passed: 'Y', SubCode: '200', EkycResult: 'Success' })
    expect(await test.service.store.verifyAudit()).toBeUndefined()
  })
})

async function newTransaction(): Promise<string> {
  const { body } = await test.call('Initialize', { ...ORDER, ProductCode: 'FACE_LIVENESS' })
  return body.Result?.['TransactionId'] ?? ''
}

async function finished(): Promise<string> {
  const id = await newTransaction()
  const browser = openBrowser(test.url, id)
  await browser.open()
  const face = await browser.begin('face')
  test.advance(10_000)
  await browser.submit(face, faceMaterial(face))
  await expect.poll(async () => (await test.service.store.findTransaction(id))?.state).toBe('finished')
  return id
}

async function openMerchant(): Promise<typeof merchant> {
  const seen: { url: string; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers })
    response.end('ok')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, seen }
}

async function nextCallback(index: number): Promise<{ url: string; headers: Record<string, unknown> }> {
  await expect.poll(() => merchant.seen.length, { timeout: 15_000 }).toBeGreaterThan(index)
  return merchant.seen[index] ?? { url: '', headers: {} }
}
