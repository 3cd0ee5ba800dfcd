import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyDatabaseTemplate } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTenant } from '../src/admin/tenants.ts'
import { deleteDue } from '../src/flow/retention.ts'
import { createLog } from '../src/http/log.ts'
import { openStorage, type Storage } from '../src/storage.ts'

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
