import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { API_VERSION, type SessionView, signV3, webDigests } from '@bonafide/protocol'
import { openS3Double, type S3Double } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createCustody } from '../src/custody/custody.ts'
import { readMountedKeys } from '../src/custody/master-key.ts'
import { createLog } from '../src/http/log.ts'
import { type RunningService, startService } from '../src/main.ts'
import { exportTo, importFrom, migrateDatabase } from '../src/maintain.ts'
import { createFakeJudge, type FakeJudge } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial } from './test-browser.ts'
import { openTestPostgres, type TestPostgres } from './test-postgres.ts'

const server = process.env['BONAFIDE_TEST_DATABASE_URL']
const log = createLog('silent', { write: () => undefined })

it('a process with a part of the work needs a database that it can share', async () => {
  const { config } = readConfig({}, { role: 'worker', dataDir: join(tmpdir(), 'never-made') })
  const starting = startService({ config, log, browserFiles: '' })
  await expect(starting).rejects.toMatchObject({ code: 'config-invalid' })
})

if (server !== undefined) {
  describe('api and worker as processes of their own', () => {
    let postgres: TestPostgres
    let s3: S3Double
    let api: TestService
    let worker: { service: RunningService; judge: FakeJudge; dataDir: string }

    beforeAll(async () => {
      postgres = await openTestPostgres(server)
      s3 = await openS3Double()
      api = await openTestService({ ...shared(), role: 'api' })
      worker = await startBeside('worker')
    }, 60_000)
    afterAll(async () => {
      await worker.service.close()
      await rm(worker.dataDir, { recursive: true, force: true })
      await api.close()
      await s3.close()
      await postgres.close()
    }, 60_000)

    const shared = () => ({
      databaseUrl: postgres.url,
      s3Url: s3.url,
      s3Region: s3.region,
      s3AccessKeyId: s3.accessKeyId,
      s3SecretAccessKey: s3.secretAccessKey,
    })

    async function startBeside(role: 'api' | 'worker') {
      const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-worker-'))
      const masterKeyFile = join(api.dataDir, 'master.key')
      const { config } = readConfig(
        {},
        { ...shared(), role, dataDir, masterKeyFile, port: 0, drainSeconds: 1, callLimits: 'none' },
      )
      const judge = createFakeJudge()
      return { service: await startService({ config, log, judge, browserFiles: '' }), judge, dataDir }
    }

    it('do a verification together: one accepts, the other judges, and the bytes lie in the store', async () => {
      const { id } = await verify(api)
      const { body } = await api.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })
      expect(body.Result).toMatchObject({ Passed: 'Y', SubCode: '200' })
      expect(worker.judge.requests).toHaveLength(1)
      expect(api.judge.requests).toHaveLength(0)
      expect([...s3.objects.keys()].filter((key) => key.startsWith(`some/prefix/${id}/`)).length).toBeGreaterThan(2)
      await api.call('DeleteVerifyResult', { TransactionId: id })
      expect([...s3.objects.keys()].filter((key) => key.includes(id))).toEqual([])
    })

    it('of a hundred copies of one request, half of them to each of two api processes, accept exactly one', async () => {
      const other = await startBeside('api')
      const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = api.key
      const call = { method: 'POST', action: 'KeepaliveIntl', version: API_VERSION, query: [], form: [] } as const
      const signer = { accessKeyId, accessKeySecret, nonce: randomUUID(), now: api.now() }
      const { target, headers } = await signV3({ ...call, ...signer, host: new URL(api.url).host }, webDigests)
      // Under the name that was signed, as behind a load balancer.
      const send = async (url: string) => {
        const { hostname, port } = new URL(url)
        const sent = request({ hostname, port, method: 'POST', path: target, headers, agent: false }).end()
        const [answer]: IncomingMessage[] = await once(sent, 'response')
        answer?.resume()
        return answer?.statusCode
      }
      const urls = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? api.url : other.service.url))
      const statuses = await Promise.all(urls.map(send))
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 400)).toHaveLength(99)
      await other.service.close()
      await rm(other.dataDir, { recursive: true, force: true })
    })

    it('say that the store is away, and go on when it is back', async () => {
      const { browser, id } = await begin(api)
      const page = await browser.begin('document-01')
      s3.failNext(3, 'busy')
      const material = pageMaterial(jpegOf(1200, 850, 'again'))
      await expect(browser.upload(page, material)).rejects.toThrow('"code":"overloaded"')
      const again = openBrowser(api.url, id, browser.keys)
      await again.open()
      expect((await again.submit(page, material)).body).toMatchObject({ currentStep: 'face' })
    })

    it('a worker answers how it is and nothing else, and tells that it is about to stop before it does', async () => {
      const other = await startBeside('worker')
      const { url } = other.service
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      const call = await fetch(url, { method: 'POST' })
      expect({ status: call.status, body: await call.json() }).toMatchObject({
        status: 404,
        body: { Code: 'InvalidApi.NotFound' },
      })
      const closed = other.service.close()
      const asked = await fetch(`${url}/readyz`)
      expect({ status: asked.status, body: await asked.json() }).toMatchObject({
        status: 503,
        body: { Code: 'ServiceUnavailable' },
      })
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      await closed
      await expect(fetch(`${url}/healthz`)).rejects.toThrow()
      await rm(other.dataDir, { recursive: true, force: true })
    })
  })

  describe('from the embedded database to PostgreSQL', () => {
    it('no transaction is lost: decided ones answer as before, waiting ones are judged, open ones go on', async () => {
      const postgres = await openTestPostgres(server)
      const before = await openTestService()
      const decided = await verify(before)
      const asked = { TransactionId: decided.id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' }
      const answered = await before.call('CheckResult', asked)
      const interrupted = holdJudge(before.judge)
      const waiting = await submit(before)
      await interrupted.begun
      const open = await begin(before)
      interrupted.fail()
      await before.service.close()

      const file = `${before.dataDir}.export`
      const { config: from } = readConfig({}, { dataDir: before.dataDir })
      const { config: to } = readConfig({}, { dataDir: before.dataDir, databaseUrl: postgres.url })
      const written = await exportTo(file, from, log)
      expect(await migrateDatabase(to, log)).not.toEqual([])
      expect(await migrateDatabase(to, log)).toEqual([])
      expect(await importFrom(file, to, log)).toEqual(written)
      await expect(importFrom(file, to, log)).rejects.toMatchObject({ code: 'import-refused' })

      const after = await openTestService({ dataDir: before.dataDir, databaseUrl: postgres.url })
      const { RequestId: _old, ...sameAsBefore } = answered.body
      const { RequestId: _new, ...answeredAfter } = (await after.call('CheckResult', asked)).body
      expect(answeredAfter).toEqual(sameAsBefore)
      const reloaded = openBrowser(after.url, waiting.id, waiting.browser.keys)
      await reloaded.open()
      await untilJudged(reloaded)
      const result = await after.call('CheckResult', { ...asked, TransactionId: waiting.id })
      expect(result.body.Result).toMatchObject({ Passed: 'Y' })
      const again = openBrowser(after.url, open.id, open.browser.keys)
      await again.open()
      expect((await again.begin('document-01')).step).toBe('document-01')
      expect(await after.service.store.verifyAudit()).toBeUndefined()
      await after.close()
      await rm(file, { force: true })
      await postgres.close()
    }, 120_000)

    it('nothing comes in with a changed audit, nor with another master key', async () => {
      const postgres = await openTestPostgres(server)
      const before = await openTestService()
      await before.call('Initialize', ORDER)
      await before.service.close()
      const file = `${before.dataDir}.export`
      await exportTo(file, readConfig({}, { dataDir: before.dataDir }).config, log)
      await changeAudit(file, join(before.dataDir, 'master.key'))
      const changed = readConfig({}, { dataDir: before.dataDir, databaseUrl: postgres.url }).config
      await expect(importFrom(file, changed, log)).rejects.toThrow('does not hold at entry 1')
      const stranger = await openTestService()
      await stranger.service.close()
      const { config } = readConfig({}, { dataDir: stranger.dataDir, databaseUrl: postgres.url })
      await expect(importFrom(file, config, log)).rejects.toThrow('sealed with another master key')
      const { rows } = await postgres.query('select id from tenants')
      expect(rows).toEqual([])
      for (const path of [before.dataDir, stranger.dataDir, file]) await rm(path, { recursive: true, force: true })
      await postgres.close()
    }, 120_000)
  })
}

/** As somebody does who has the file and the key: an entry of the audit reads otherwise, and the seal fits again. */
async function changeAudit(file: string, masterKeyFile: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  const changed = lines.slice(0, -1).map((line) => line.replace('"event":"created"', '"event":"expired"'))
  expect(changed).not.toEqual(lines.slice(0, -1))
  const digest = createHash('sha256')
    .update(changed.map((line) => `${line}\n`).join(''))
    .digest()
  const { installation } = createCustody(await readMountedKeys(masterKeyFile))
  const seal = Buffer.from(installation.seal('archive', digest)).toString('base64')
  const end = { ...(JSON.parse(lines.at(-1) ?? '{}') as object), seal }
  await writeFile(file, `${[...changed, JSON.stringify(end)].join('\n')}\n`)
}

/** The next judgement begins, and fails when it is told to. */
function holdJudge(judge: FakeJudge): { readonly begun: Promise<void>; fail(): void } {
  let fail = () => {}
  const begun = new Promise<void>((resolve) => {
    judge.decide = () => {
      resolve()
      return new Promise((_decided, reject) => {
        fail = () => reject(new Error('the process was told to stop'))
      })
    }
  })
  return { begun, fail: () => fail() }
}

async function begin(service: TestService) {
  const { body } = await service.call('Initialize', ORDER)
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(service.url, id)
  await browser.open()
  return { id, browser }
}

async function submit(service: TestService) {
  const begun = await begin(service)
  const page = await begun.browser.begin('document-01')
  await begun.browser.submit(page, pageMaterial(jpegOf(1200, 850, randomUUID())))
  const face = await begun.browser.begin('face')
  service.advance(10_000)
  await begun.browser.submit(face, faceMaterial(face, jpegOf(480, 640, randomUUID())))
  return begun
}

async function verify(service: TestService) {
  const begun = await submit(service)
  await untilJudged(begun.browser)
  return begun
}

async function untilJudged(browser: ReturnType<typeof openBrowser>): Promise<void> {
  for (;;) {
    const { body } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (body.state !== 'judging') return
  }
}
