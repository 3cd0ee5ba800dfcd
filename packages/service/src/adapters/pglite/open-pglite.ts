import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { CHANNELS, createSqlDatabase, type SqlDatabase } from '../sql/sql-database.ts'
import { lockDirectory } from './directory-lock.ts'
import { DURABLE_START_PARAMS, DurableNodeFS } from './durable-node-fs.ts'

/**
 * The embedded database in `folder`, for this process alone. Rejects with `DirectoryInUse` when another process has it.
 * What was committed is on the disk.
 */
export async function openPglite(folder: string): Promise<SqlDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = await lockDirectory(folder)
  try {
    const pglite = await PGlite.create({
      fs: new DurableNodeFS(join(folder, 'pg')),
      startParams: [...DURABLE_START_PARAMS],
    })
    return await connect(pglite, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** One connection and never more: a second one over the same PGlite would wait for the first for ever. */
async function connect(pglite: PGlite, release: () => Promise<void>): Promise<SqlDatabase> {
  const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig)
  const listeners = new Map(CHANNELS.map((channel) => [channel, new Set<() => void>()]))
  for (const [channel, wakes] of listeners) {
    await pglite.listen(channel, () => {
      for (const wake of [...wakes]) wake()
    })
  }
  return createSqlDatabase({
    pool,
    exclusive: true,
    listen(channel, wake) {
      listeners.get(channel)?.add(wake)
      return () => listeners.get(channel)?.delete(wake)
    },
    async close() {
      await pglite.close()
      await release()
    },
  })
}
