import { execFile } from 'node:child_process'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@bonafide/server-sdk'
import { openPostgres, openSqlStore } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { openPostgresProcess } from '../processes/postgres-process.ts'
import { reservePort } from '../processes/reserve-port.ts'
import { PROGRAMS, serviceProcess } from '../processes/service-process.ts'
import { closedAfterEach } from './support/closed-after-each.ts'
import { startLoad } from './support/load.ts'
import { report } from './support/report.ts'

const run = promisify(execFile)
const INSTALLED = '/usr/lib/postgresql'
const CLIENTS = 3
/** Verifications that are finished before the backup begins, and after it. */
const EACH = 10

const opened = closedAfterEach()

/** security.md I11, as docs/operations.md tells an operator to do it. */
describe('a backup that is made under load', () => {
  it('holds everything that was finished before it, and answers so elsewhere', { timeout: 600_000 }, async () => {
    const folder = await opened.folder('backup')
    const stack = await opened.stack({ database: 'postgres' })
    const { postgres, credentials, dataDir } = stack
    if (postgres === undefined) throw new Error('this needs PostgreSQL')
    const load = await startLoad(stack, CLIENTS)
    await load.more(EACH)
    const before = load.finished()
    const dump = join(folder, 'database.dump')
    await run(await program('pg_dump'), ['--enable-row-security', '--format=custom', `--file=${dump}`, postgres.url])
    await mkdir(join(folder, 'data'))
    // The database first: blobs that are newer than it are never read.
    for (const name of ['blobs', 'master.key', 'access-key.json'])
      await cp(join(dataDir, name), join(folder, 'data', name), { recursive: true })
    const during = load.finished().length
    await load.more(EACH)
    await load.finish()

    const second = opened.part(await openPostgresProcess())
    await run(await program('pg_restore'), ['--no-owner', `--dbname=${second.url}`, dump])
    const { port, release } = await reservePort()
    const env = { DATABASE_URL: second.url, BONAFIDE_DATA: join(folder, 'data') }
    const service = serviceProcess({ name: 'restored', program: PROGRAMS.light, port, env })
    opened.part({ close: () => service.stop() })
    await service.start()
    const client = createClient({ endpoint: service.url, ...credentials, maxTries: 1 })
    const answers = []
    for (const { transactionId, merchantBizId } of before)
      answers.push(await client.checkResult({ transactionId, merchantBizId }))
    await service.stop()
    release()
    const onError = () => undefined
    const store = await openSqlStore(await openPostgres({ url: second.url, onError }), {
      judgingDeadlineMs: 60_000,
      onError,
    })
    const broken = await store.verifyAudit()
    await store.close()
    report('backup under load, restored elsewhere', {
      'finished before it': before.length,
      'finished while it was made': during - before.length,
      'finished after it': load.finished().length - during,
      'answered by the restored one as passed': answers.filter(({ passed }) => passed).length,
      'audit chain': broken === undefined ? 'holds' : `breaks at ${broken.sequence}`,
    })
    expect(answers.map(({ passed }) => passed)).toEqual(before.map(() => true))
    expect(broken).toBeUndefined()
  })
})

async function program(name: string): Promise<string> {
  return join(INSTALLED, (await readdir(INSTALLED)).sort().at(-1) ?? '', 'bin', name)
}
