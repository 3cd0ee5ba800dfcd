import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPglite, openSqlStore, type SqlDatabase } from '@bonafide/service'

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/bonafide-testing/', import.meta.url))
const SERVICE = fileURLToPath(new URL('../../service/', import.meta.url))
const MIGRATIONS = join(SERVICE, 'src/adapters/sql/migrations')

/**
 * Gives a test's data folder an embedded database that is initialised already, which costs PostgreSQL six seconds of
 * processor time. Tests about the first start itself do without.
 */
export async function copyDatabaseTemplate(dataDir: string): Promise<void> {
  await cp(await findTemplate(), join(dataDir, 'database'), { recursive: true })
}

/** An embedded database on a folder of its own, which is removed when it is closed. */
export async function openTestDatabase(): Promise<SqlDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-database-'))
  await copyDatabaseTemplate(dataDir)
  const database = await openPglite(join(dataDir, 'database'))
  return {
    ...database,
    async close() {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Made by the first test that asks on this machine, once for each schema and version of what it is made with. */
async function findTemplate(): Promise<string> {
  const template = join(CACHE, `database-${await fingerprint()}`)
  if (await exists(template)) return template
  const made = join(CACHE, `making-${randomUUID()}`)
  await mkdir(CACHE, { recursive: true })
  const store = await openSqlStore(await openPglite(made), { judgingDeadlineMs: 60_000, onError: () => undefined })
  await store.close()
  // Another worker may have been faster: either is good, and neither is ever seen half made.
  await rename(made, template).catch(() => rm(made, { recursive: true, force: true }))
  return template
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(SERVICE, 'package.json')))
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(await readFile(join(MIGRATIONS, name)))
  return hash.digest('hex').slice(0, 16)
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
