import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createClient } from '@bonafide/server-sdk'
import { openPostgres, openSqlStore } from '@bonafide/service'
import { afterEach, describe, expect, it } from 'vitest'
import { openPostgresProcess, type PostgresProcess } from '../processes/postgres-process.ts'
import { reservePort } from '../processes/reserve-port.ts'
import { PROGRAMS, type ServiceProcess, serviceProcess } from '../processes/service-process.ts'
import { type ChaosStack, openChaosStack, startLoad } from './support/chaos-stack.ts'
import { report } from './support/report.ts'

const run = promisify(execFile)
const INSTALLED = '/usr/lib/postgresql'
const CLIENTS = 3
/** Verifications that are finished before the backup begins, and after it. */
const EACH = 10
const LOOK_MS = 50

let open: ChaosStack | undefined
let elsewhere: PostgresProcess | undefined
let restored: ServiceProcess | undefined
let folder: string | undefined
afterEach(async () => {
  await restored?.stop()
  await elsewhere?.close()
  await open?.close()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  open = undefined
})

/** security.md I11, as docs/operations.md tells an operator to do it. */
describe('a backup that is made under load', () => {
  it('holds everything that was finished before it, and answers so elsewhere', { timeout: 600_000 }, async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonafide-backup-'))
    const stack = await openChaosStack({ database: 'postgres' })
    open = stack
    const { postgres, credentials, dataDir } = stack
    if (postgres === undefined) throw new Error('this needs PostgreSQL')
    const load = await startLoad(stack, CLIENTS)
    const finished = () => load.trials.filter((trial) => trial.finished)
    const until = async (count: number) => {
      while (finished().length < count) await wait(LOOK_MS)
    }
    await until(EACH)
    const before = finished()
    const dump = join(folder, 'database.dump')
    await run(await program('pg_dump'), ['--enable-row-security', '--format=custom', `--file=${dump}`, postgres.url])
    await mkdir(join(folder, 'data'))
    // The database first: blobs that are newer than it are never read.
    for (const name of ['blobs', 'master.key', 'access-key.json'])
      await cp(join(dataDir, name), join(folder, 'data', name), { recursive: true })
    const during = finished().length
    await until(during + EACH)
    await load.finish()

    const second = await openPostgresProcess()
    elsewhere = second
    await run(await program('pg_restore'), ['--no-owner', `--dbname=${second.url}`, dump])
    const { port, release } = await reservePort()
    const env = { DATABASE_URL: second.url, BONAFIDE_DATA: join(folder, 'data') }
    const service = serviceProcess({ name: 'restored', program: PROGRAMS.light, port, env })
    restored = service
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
      'finished after it': finished().length - during,
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
