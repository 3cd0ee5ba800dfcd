import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AttemptView, SessionView } from '@bonafide/protocol'
import { holdsPlanted, PLANTED, planted, searchFiles, searchRows } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPglite } from '../src/adapters/pglite/open-pglite.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { PHONE } from './device-report.ts'
import { forReview, PASSED } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, pageMaterial } from './test-browser.ts'
import { openTestPostgres, type TestPostgres } from './test-postgres.ts'

const log = createLog('silent', { write: () => undefined })
const server = process.env['BONAFIDE_TEST_DATABASE_URL']
const usual = process.env['TMPDIR']
/** Everything that this process calls temporary, the data folders among it. */
let temporary = ''

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'bonafide-planted-'))
  process.env['TMPDIR'] = temporary
})
afterAll(async () => {
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  await rm(temporary, { recursive: true, force: true })
})

describe('custody on the embedded database', () => {
  it('leaves nothing that was planted in files, rows, logs or metrics, whatever is asked and answered', async () => {
    const metricsPort = await freePort()
    const test = await openTestService({ metricsPort })
    await goThroughEverything(test)
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    expect(metrics).toContain('bonafide_verdicts_total{sub_code="200"}')
    expect(holdsPlanted(Buffer.from(metrics))).toBe(false)
    await test.service.close()

    const { searched, hits } = await searchFiles(temporary)
    expect(hits).toEqual([])
    expect(searched).toBeGreaterThan(100)
    expect((await readdir(join(test.dataDir, 'database', 'pg', 'pg_wal'))).length).toBeGreaterThan(0)

    const database = await openPglite(join(test.dataDir, 'database'))
    const rows = await searchRows((text) => database.run(text))
    // The search sees what is there: this table exists for the next statement only.
    await database.run(`create table seen as select '${PLANTED}' as what, repeat('${PLANTED}', 1000) as long`)
    const seen = await searchRows((text) => database.run(text))
    await database.close()
    expect(rows.hits).toEqual([])
    expect(rows.searched).toBeGreaterThan(20)
    expect(seen.hits).toEqual(['public.seen'])
    expect((await searchFiles(join(test.dataDir, 'database'))).hits.length).toBeGreaterThan(1)
  }, 120_000)
})

describe('the search for what was planted', () => {
  it.each<[string, (text: string) => string | Buffer]>([
    ['as it is', (text) => text],
    ['in small letters', (text) => text.toLowerCase()],
    ['in Base64', (text) => Buffer.from(`{"name":"${text}"}`).toString('base64')],
    ['in Base64 one byte further', (text) => Buffer.from(`x{"name":"${text}"}`).toString('base64')],
    ['in Base64 two bytes further', (text) => Buffer.from(`xx{"name":"${text}"}`).toString('base64url')],
    ['in hex', (text) => Buffer.from(text).toString('hex')],
    ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
    ['in UTF-16, big end first', (text) => Buffer.from(text, 'utf16le').swap16()],
  ])('finds it %s', (_form, write) => {
    expect(holdsPlanted(Buffer.concat([Buffer.from('before'), Buffer.from(write(planted('x')))]))).toBe(true)
    expect(holdsPlanted(Buffer.from(write('ZQ7PLANTEEX4K')))).toBe(false)
  })
})

if (server !== undefined) {
  describe('custody on PostgreSQL', () => {
    let postgres: TestPostgres
    let test: TestService
    beforeAll(async () => {
      postgres = await openTestPostgres(server)
      test = await openTestService({ databaseUrl: postgres.url })
    }, 60_000)
    afterAll(async () => {
      await test.close()
      await postgres.close()
    }, 60_000)

    it('leaves nothing that was planted in the files of the server, its write-ahead log and its own log', async () => {
      await goThroughEverything(test)
      const rows = await searchRows((text) => postgres.query(text))
      expect(rows.hits).toEqual([])
      expect(rows.searched).toBeGreaterThan(20)
      await postgres.query('checkpoint')
      const { rows: places } = await postgres.query(
        "select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()",
      )
      const folder = String(places[0]?.['folder'])
      const ours = [join(folder, 'base', String(places[0]?.['oid'])), join(folder, 'pg_wal')]
      const { searched, hits } = await searchFiles(...ours, test.dataDir)
      expect(hits).toEqual([])
      expect(searched).toBeGreaterThan(100)
      const told = await readFile(join(folder, 'server.log'))
      expect(told.toString()).toContain('ready to accept connections')
      expect(holdsPlanted(told)).toBe(false)
    }, 120_000)
  })
}

/** Everything personal that this service can be given is planted, on the good ways and on those that fail. */
async function goThroughEverything(test: TestService): Promise<void> {
  test.judge.decide = () => ({
    ...PASSED,
    document: { type: 'GLB03002', fields: { surname: planted('SURNAME'), documentNumber: planted('NUMBER') } },
  })
  const id = await verify(test)
  const asked = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' }
  const { body } = await test.call('CheckResult', asked)
  expect(JSON.stringify(body)).toContain(planted('SURNAME'))
  await test.call('CheckResult', { TransactionId: planted('transaction'), MerchantBizId: planted('biz') })
  await test.call('Initialize', { ...ORDER, ProductCode: planted('product'), DocType: planted('type') })
  await test.call(planted('Action'), { Name: planted('name') })
  await fetch(`${test.url}/${planted('path')}?name=${planted('query')}`, { headers: { cookie: planted('cookie') } })
  await fetch(`${test.url}/channel/v1/${planted('id')}/open`, { method: 'POST', body: `{"name":"${planted('body')}"` })

  test.judge.decide = () => forReview('match-uncertain')
  await review(test, await verify(test))
  test.judge.decide = () => {
    throw new Error(planted('thrown'))
  }
  await verify(test)
  const group = { tenant: 'default', code: 'staff', name: planted('group'), description: planted('description') }
  await administer(
    readConfig({}, { dataDir: test.dataDir }).config,
    { command: 'faces.groups.create', args: group },
    log,
  )
  const logged = test.logged.join('')
  expect(logged).toContain('"event":"concluded"')
  expect(holdsPlanted(Buffer.from(logged))).toBe(false)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((up) => probe.listen(0, '127.0.0.1', up))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}

async function review(test: TestService, id: string): Promise<void> {
  const args = { id, passed: false, reviewer: 'operator', note: planted('note') }
  const { config } = readConfig({}, { dataDir: test.dataDir })
  expect(await administer(config, { command: 'review.decide', args }, log)).toMatchObject({ transactionId: id })
  await administer(config, { command: 'review.show', args: { id } }, log)
  const shown = administer(config, { command: 'tenants.show', args: { id: planted('tenant') } }, log)
  await expect(shown).rejects.toThrow()
}

async function verify(test: TestService): Promise<string> {
  const { body } = await test.call('Initialize', {
    ...ORDER,
    SecurityLevel: '02',
    MetaInfo: JSON.stringify({ deviceType: 'h5', ua: planted('agent') }),
    MerchantUserId: planted('user'),
    CallbackUrl: `http://127.0.0.1:1/${planted('callback')}`,
    CallbackToken: planted('token'),
    ReturnUrl: `https://merchant.example/${planted('return')}`,
  })
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(test.url, id)
  await browser.open({ name: planted('extra') })
  const page = await browser.begin('document-01')
  await report(browser, page)
  await browser.submit(page, pageMaterial(jpegOf(1200, 850, planted('page'))), { passed: planted('passed') })
  const face = await browser.begin('face')
  await report(browser, face)
  test.advance(10_000)
  await browser.submit(face, faceMaterial(face, jpegOf(480, 640, planted('frame'))))
  for (;;) {
    const { body: view } = await browser.send<SessionView>('GET', '/session?wait=5')
    if (view.state !== 'judging') return id
  }
}

async function report(browser: ReturnType<typeof openBrowser>, { attemptId }: AttemptView): Promise<void> {
  const camera = PHONE.camera === undefined ? {} : { camera: { ...PHONE.camera, label: planted('camera') } }
  const body = { ...PHONE, graphics: planted('graphics'), ...camera }
  const { status } = await browser.send('POST', `/attempts/${attemptId}/device`, body)
  expect(status).toBe(200)
}
