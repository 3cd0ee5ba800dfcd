import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { administer, createLog, readConfig } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../processes/service-process.ts'
import { closedAfterEach } from './support/closed-after-each.ts'
import { startLoad } from './support/load.ts'
import { outcomeOf } from './support/outcome.ts'
import { report } from './support/report.ts'

const CLIENTS = 3
/** Verifications that each step must see finished before the next one begins. */
const EACH = 5

const opened = closedAfterEach()

/** security.md F2, as docs/operations.md tells an operator to do it. */
describe('rotation of the master key and of a tenant under load', () => {
  it('over two api processes and a worker: no request fails, and the old key is gone afterwards', {
    timeout: 900_000,
  }, async () => {
    const file = join(await opened.folder('rotation'), 'master.keys')
    const [before, after] = [randomBytes(32), randomBytes(32)]
    await writeKeys(file, [before])
    // Requests that are on their way to a process when it is taken out of the load balancer are still answered.
    const env = { BONAFIDE_MASTER_KEY_FILE: file, BONAFIDE_DRAIN_SECONDS: '1' }
    const stack = await opened.stack({ database: 'postgres', frontDoor: true, env })
    const { door, api, worker } = stack
    if (door === undefined || worker === undefined) throw new Error('a part is missing')
    // On the same blobs, as behind one load balancer.
    const secondApi = await stack.another('api', PROGRAMS.light)
    const order = (command: string, args: object = {}) => {
      const { config } = readConfig({}, { dataDir: stack.dataDir })
      return administer(config, { command, args }, createLog('silent', { write: () => undefined }))
    }
    /** One process after another, each out of the load balancer before it is stopped. */
    const restartAll = async () => {
      for (const [one, other] of [
        [api, secondApi],
        [secondApi, api],
      ] as const) {
        door.direct([other.url])
        await one.stop()
        await one.start()
      }
      door.direct([api.url, secondApi.url])
      await worker.stop()
      await worker.start()
    }
    door.direct([api.url, secondApi.url])
    const load = await startLoad(stack, CLIENTS)
    await load.more(EACH)
    for (const keys of [
      [before, after],
      [after, before],
    ]) {
      await writeKeys(file, keys)
      await restartAll()
      await load.more(EACH)
    }
    const master = await order('custody.rotate-master')
    const tenant = await order('custody.rotate-tenant', { tenant: 'default' })
    await load.more(EACH)
    const retired = await order('custody.retire-master')
    await writeKeys(file, [after])
    await restartAll()
    await load.more(EACH)

    const { figures, failed, decided } = await outcomeOf(stack, load)
    report('master key and key of a tenant rotated over two api processes', {
      ...figures,
      'tenants wrapped anew': JSON.stringify(master),
      'sealed anew by the tenant': JSON.stringify(tenant),
    })
    expect(master).toMatchObject({ rewrapped: 1, keys: 2 })
    expect(retired).toMatchObject({ left: 1 })
    expect(failed).toEqual([])
    expect(decided).toEqual(decided.map(() => 1))
  })
})

async function writeKeys(file: string, keys: readonly Buffer[]): Promise<void> {
  await writeFile(`${file}.new`, keys.map((key) => `${key.toString('base64')}\n`).join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
