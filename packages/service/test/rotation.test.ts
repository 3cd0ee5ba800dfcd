import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createCustody } from '../src/custody/custody.ts'
import { loadMasterKeys } from '../src/custody/master-key.ts'
import { isSignedReceipt, readReceipt } from '../src/custody/receipts.ts'
import { SealBroken } from '../src/custody/sealed-bytes.ts'
import { openRequest } from '../src/flow/stored-request.ts'
import { createLog } from '../src/http/log.ts'
import { administer, type RunningService, startService } from '../src/main.ts'
import { createFakeJudge } from './fake-judge.ts'
import { callAction, ORDER, openTestService, type Reply, type TestService } from './open-test-service.ts'
import { openTestPostgres, type TestPostgres } from './test-postgres.ts'

const server = process.env['BONAFIDE_TEST_DATABASE_URL']
const log = createLog('silent', { write: () => undefined })
let test: TestService
let old = ''

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

const ask = <T>(command: string) =>
  administer(readConfig({}, { dataDir: test.dataDir }).config, { command, args: {} }, log) as Promise<T>
const keyLines = async () => (await readFile(join(test.dataDir, 'master.key'), 'utf8')).trim().split('\n')

describe('rotation of the master key', () => {
  it('under load refuses nobody, keeps what was sealed readable, and takes the old key away', async () => {
    old = (await keyLines())[0] ?? ''
    const publicKey = (await ask<{ publicKey: string }>('receipts.key')).publicKey
    const earlier = await test.call('Initialize', ORDER)
    let rotating = true
    const statuses: number[] = []
    const load = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (rotating) statuses.push((await test.call('Initialize', ORDER)).status)
      }),
    )
    expect(await ask('custody.rotate-master')).toEqual({ rewrapped: 1, keys: 2 })
    expect(await keyLines()).toHaveLength(2)
    await expect(ask('custody.rotate-master')).rejects.toMatchObject({ code: 'admin-refused' })
    expect(await ask('custody.retire-master')).toEqual({ retired: 1, left: 0 })
    const after = statuses.length
    while (statuses.length < after + 10) await new Promise(setImmediate)
    rotating = false
    await load
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(await keyLines()).not.toContain(old)

    const asked = { TransactionId: earlier.body.Result?.['TransactionId'] ?? '' }
    const deleted = await test.call('DeleteVerifyResult', asked)
    expect(deleted.status).toBe(200)
    const receipt = readReceipt(String(deleted.body.Result?.['Receipt'] ?? deleted.body['Receipt']))
    expect(isSignedReceipt(receipt, publicKey)).toBe(true)
  }, 60_000)

  it('holds after a restart with the new key alone, and the old one opens nothing', async () => {
    const path = join(test.dataDir, 'master.key')
    const newest = await readFile(path, 'utf8')
    await test.service.close()
    const again = await openTestService({ dataDir: test.dataDir })
    expect((await again.call('Initialize', ORDER)).status).toBe(200)
    await again.service.close()
    await writeFile(path, `${old}\n`)
    await expect(openTestService({ dataDir: test.dataDir })).rejects.toMatchObject({ code: 'master-key-invalid' })
    await writeFile(path, newest)
  }, 60_000)
})

describe('rotation of the key of a tenant', () => {
  const tenant = 'default'
  let tenantTest: TestService
  const order = <T>(command: string, args: object = {}) => {
    const { config } = readConfig({}, { dataDir: tenantTest.dataDir })
    return administer(config, { command, args: { tenant, ...args } }, log) as Promise<T>
  }
  const wrappedNow = async () => {
    const found = await tenantTest.service.store.findTenant(tenant)
    if (found === undefined) throw new Error('the tenant is gone')
    return found
  }

  beforeAll(async () => {
    tenantTest = await openTestService()
  }, 60_000)
  afterAll(() => tenantTest.close(), 60_000)

  it('under load refuses nobody; what was sealed before opens, by the new key alone once the old one is retired', async () => {
    const custody = createCustody(await loadMasterKeys(join(tenantTest.dataDir, 'master.key')))
    const before = await wrappedNow()
    const userBefore = custody.tenant(before).mac('face-user', 'user-1')
    await order('faces.groups.create', { code: 'staff', name: 'All of them' })
    const id = (await tenantTest.call('Initialize', ORDER)).body.Result?.['TransactionId'] ?? ''
    const begun = async () => String((await tenantTest.call('Initialize', ORDER)).body.Result?.['TransactionId'])
    let rotating = true
    const statuses: number[] = []
    const load = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (rotating) {
          statuses.push((await tenantTest.call('Initialize', ORDER)).status)
          statuses.push((await tenantTest.call('DeleteVerifyResult', { TransactionId: await begun() })).status)
        }
      }),
    )
    const { rewrapped } = await order<{ rewrapped: number }>('custody.rotate-tenant')
    await expect(order('custody.retire-tenant')).rejects.toThrow('Try again after')
    const after = statuses.length
    while (statuses.length < after + 10) await new Promise(setImmediate)
    rotating = false
    await load
    expect(new Set(statuses)).toEqual(new Set([200]))
    // One callback secret, one access key, one group and one transaction at least.
    expect(rewrapped).toBeGreaterThanOrEqual(4)

    tenantTest.advance(66 * 60_000)
    expect(await order('custody.retire-tenant')).toEqual({ retired: 1 })
    const now = await wrappedNow()
    expect(custody.tenantKeys(now)).toMatchObject({ count: 1, newestSeals: true })
    const transaction = await tenantTest.service.store.findTransaction(id)
    if (transaction === undefined) throw new Error('the transaction is gone')
    expect(openRequest(custody.open(now, transaction), transaction).parameters).toMatchObject({
      MerchantUserId: ORDER.MerchantUserId,
    })
    expect(() => custody.open(before, transaction)).toThrow(SealBroken)
    expect(custody.tenant(now).mac('face-user', 'user-1')).toBe(userBefore)
    expect(await order('faces.groups.show', { code: 'staff' })).toMatchObject({ name: 'All of them' })
    expect((await tenantTest.call('Initialize', ORDER)).status).toBe(200)
    await expect(order('custody.retire-tenant')).rejects.toThrow('one key only')
  }, 60_000)

  it('opens after a change of the master key as well, and can be made again', async () => {
    expect(await order('custody.rotate-tenant')).toMatchObject({ rewrapped: expect.any(Number) })
    const { config } = readConfig({}, { dataDir: tenantTest.dataDir })
    await administer(config, { command: 'custody.rotate-master', args: {} }, log)
    await administer(config, { command: 'custody.retire-master', args: {} }, log)
    expect((await tenantTest.call('Initialize', ORDER)).status).toBe(200)
  }, 60_000)
})

if (server !== undefined) {
  describe('rotation of the key of a tenant over two api processes', () => {
    let postgres: TestPostgres
    let first: TestService
    let second: RunningService

    beforeAll(async () => {
      postgres = await openTestPostgres(server)
      first = await openTestService({ databaseUrl: postgres.url, role: 'api' })
      const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-second-'))
      const masterKeyFile = join(first.dataDir, 'master.key')
      const { config } = readConfig(
        {},
        { databaseUrl: postgres.url, role: 'api', callLimits: 'none', dataDir, masterKeyFile, port: 0 },
      )
      second = await startService({ config, log, judge: createFakeJudge(), browserFiles: '' })
    }, 60_000)
    afterAll(async () => {
      await second.close()
      await rm(second.dataDir, { recursive: true, force: true })
      await first.close()
      await postgres.close()
    }, 60_000)

    const order = (command: string) =>
      administer(readConfig({}, { dataDir: first.dataDir }).config, { command, args: { tenant: 'default' } }, log)
    /** What one process sealed, the other opens: the order of a transaction is begun here and deleted there. */
    const across = async (turn: number): Promise<readonly number[]> => {
      const ask = (
        process: 'first' | 'second',
        action: string,
        params: Readonly<Record<string, string>>,
      ): Promise<Reply> =>
        process === 'first' ? first.call(action, params) : callAction(second.url, first.key, action, params, new Date())
      const [one, other] = turn % 2 === 0 ? (['first', 'second'] as const) : (['second', 'first'] as const)
      const begun = await ask(one, 'Initialize', ORDER)
      const gone = await ask(other, 'DeleteVerifyResult', { TransactionId: begun.body.Result?.['TransactionId'] ?? '' })
      return [begun.status, gone.status]
    }

    it('refuses nobody at either of them, while it goes on and after the older key is retired', async () => {
      const statuses: number[] = []
      const whileLoaded = async (work: () => Promise<void>) => {
        let working = true
        const load = Promise.all(
          [0, 1].map(async (from) => {
            for (let turn = from; working; turn += 1) statuses.push(...(await across(turn)))
          }),
        )
        await work()
        const after = statuses.length
        while (statuses.length < after + 10) await new Promise(setImmediate)
        working = false
        await load
      }
      await whileLoaded(async () => {
        expect(await order('custody.rotate-tenant')).toMatchObject({ rewrapped: expect.any(Number) })
      })
      // With nothing under way: what was signed before the clock moves would be too old once it is read.
      first.advance(66 * 60_000)
      await whileLoaded(async () => {
        expect(await order('custody.retire-tenant')).toEqual({ retired: 1 })
      })
      expect(new Set(statuses)).toEqual(new Set([200]))
    }, 120_000)
  })
}
