import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyDatabaseTemplate } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openPglite } from '../src/adapters/pglite/open-pglite.ts'
import { createTenant } from '../src/admin/tenants.ts'
import { readConfig } from '../src/config.ts'
import { isSignedReceipt, readReceipt } from '../src/custody/receipts.ts'
import { deleteDue } from '../src/flow/retention.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { openStorage, type Storage } from '../src/storage.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { openBrowser } from './test-browser.ts'
import { verifyPerson } from './verify-person.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const log = createLog('silent', { write: () => undefined })

let dataDir = ''
let storage: Storage
let now = new Date('2026-03-01T12:00:00.000Z')
const clock = { now: () => now }

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bonafide-test-'))
  await copyDatabaseTemplate(dataDir)
  storage = await openStorage({ dataDir, judgeDeadlineMs: 60_000, clock, log })
})
afterAll(async () => {
  await storage.store.close()
  await rm(dataDir, { recursive: true, force: true })
  await rm(`${dataDir}.deletions.log`, { force: true })
})

describe('retention', () => {
  it('deletes keys, row and files on the day that the tenant said, and not before', async () => {
    const { store, keys, blobs } = storage
    const { tenant } = await createTenant({ id: 'acme', name: 'Acme', mode: 'live' }, store, keys, now)
    await store.updateTenant(tenant.id, { settings: { ...tenant.settings, retentionDays: 7 } })
    const wrappedKey = keys.create(tenant, 'tx-1')
    const vault = keys.open(tenant, { id: 'tx-1', wrappedKey })
    await store.createTransaction({
      id: 'tx-1',
      tenantId: tenant.id,
      merchantBizId: 'biz',
      productCode: 'FACE_LIVENESS',
      steps: ['face'],
      wrappedKey,
      sealedRequest: vault.seal('request', new Uint8Array([1])),
      createdAt: now,
      startBy: now,
    })
    await blobs.put('tx-1/face', vault.pictures.seal('face', new Uint8Array([2])))
    await store.expireDue(now)

    now = new Date(now.getTime() + 7 * DAY_MS - 1)
    await deleteDue({ ...storage, clock, log })
    expect(await store.findTransaction('tx-1')).toBeDefined()

    now = new Date(now.getTime() + 1)
    await deleteDue({ ...storage, clock, log })
    expect(await store.findTransaction('tx-1')).toBeUndefined()
    expect(await blobs.get('tx-1/face')).toBeUndefined()
    expect(await readFile(`${dataDir}.deletions.log`, 'utf8')).toContain('"tx-1","kind":"All","reason":"retention"')
  })
})

describe('a verification that is kept for 24 hours', () => {
  const order = (test: TestService, command: string, args: object) =>
    administer(readConfig({}, { dataDir: test.dataDir }).config, { command, args }, log)

  it('can be read in its last minute and nowhere afterwards; its receipt verifies offline', async () => {
    // The sweep's interval is ours to move; everything else runs by real timers.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const test = await openTestService()
    try {
      await order(test, 'tenants.set', { id: 'default', retentionDays: 1 })
      const id = await verifyPerson(test)
      const asked = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' }
      const blobs = () => readdir(join(test.dataDir, 'blobs'), { recursive: true })

      test.advance(DAY_MS - 60_000)
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await test.call('CheckResult', asked)).body.Result).toMatchObject({ Passed: 'Y', SubCode: '200' })
      expect((await blobs()).filter((path) => path.includes(id)).length).toBeGreaterThan(3)

      test.advance(60_000)
      await vi.advanceTimersByTimeAsync(10_000)
      await vi.waitFor(async () => expect((await test.call('CheckResult', asked)).status).toBe(400), 10_000)
      for (const action of ['CheckResult', 'CheckVerifyLog', 'DeleteVerifyResult']) {
        expect((await test.call(action, asked)).body.Code).toBe('TransactionIdInvalid')
      }
      expect((await openBrowser(test.url, id).open()).status).toBe(404)
      await expect(order(test, 'review.show', { id })).rejects.toMatchObject({ code: 'admin-refused' })
      await expect(order(test, 'review.decide', { id, passed: true, reviewer: 'x', note: '' })).rejects.toThrow()
      await vi.waitFor(async () => expect((await blobs()).filter((path) => path.includes(id))).toEqual([]), 10_000)

      const { publicKey } = (await order(test, 'receipts.key', {})) as { publicKey: string }
      await test.service.close()
      const lines = (await readFile(`${test.dataDir}.deletions.log`, 'utf8')).trim().split('\n').map(readReceipt)
      expect(lines).toMatchObject([{ transactionId: id, kind: 'All', reason: 'retention' }])
      for (const line of lines) {
        expect(isSignedReceipt(line, publicKey)).toBe(true)
        expect(isSignedReceipt({ ...line, at: new Date(0) }, publicKey)).toBe(false)
      }
      expect(await tablesThatName(id, test.dataDir)).toEqual(['public.audit', 'public.deletions'])
    } finally {
      vi.useRealTimers()
      await test.close()
      await rm(`${test.dataDir}.deletions.log`, { force: true })
    }
  }, 60_000)
})

/** Ids and times are all that stays; the queue's finished job, of a schema of its own, holds the id alone. */
async function tablesThatName(id: string, folder: string): Promise<readonly string[]> {
  const database = await openPglite(join(folder, 'database'))
  try {
    const tables = await database.run(`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'public' order by name`)
    const named: string[] = []
    for (const { name } of tables.rows as { name: string }[]) {
      const { rows } = await database.run(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${id}%`])
      if (rows.length > 0) named.push(name)
    }
    return named
  } finally {
    await database.close()
  }
}
