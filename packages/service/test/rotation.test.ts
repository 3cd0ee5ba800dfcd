import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { isSignedReceipt, readReceipt } from '../src/custody/receipts.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'

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
