import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { namedPool } from '../sql/broken-connections.ts'
import { CHANNELS, createSqlDatabase, type SqlDatabase } from '../sql/sql-database.ts'
import { repeatClearing } from './clear-dead-rows.ts'
import { lockDirectory } from './directory-lock.ts'
import { DURABLE_START_PARAMS, DurableNodeFS } from './durable-node-fs.ts'
import { createPanic } from './panic.ts'
import { probeDisk } from './probe-disk.ts'
import { type Instance, openRevivingPool } from './reviving-pool.ts'

export interface PgliteOptions {
  /** Told when the disk failed and the database gave up, and of attempts to open it again. */
  readonly onError?: (error: unknown) => void
  /** Takes the place of fsync; for tests of a disk that fails. */
  readonly sync?: (descriptor: number) => void
}

/**
 * The embedded database in `folder`, for this process alone. Rejects with `DirectoryInUse` when another process has it.
 * What was committed is on the disk. Where the disk fails, it is opened again as soon as the disk takes what is written.
 */
export async function openPglite(folder: string, options: PgliteOptions = {}): Promise<SqlDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = await lockDirectory(folder)
  try {
    return await connect(folder, options, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

type Listeners = ReadonlyMap<string, ReadonlySet<() => void>>

async function connect(folder: string, options: PgliteOptions, release: () => Promise<void>): Promise<SqlDatabase> {
  const listeners = new Map(CHANNELS.map((channel) => [channel, new Set<() => void>()]))
  const { onError = () => undefined } = options
  const pool = await openRevivingPool({
    open: () => openInstance(folder, options, listeners),
    probe: () => probeDisk(folder, options.sync),
    onError,
  })
  const database = createSqlDatabase({
    pool,
    exclusive: true,
    listen(channel, wake) {
      listeners.get(channel)?.add(wake)
      return () => listeners.get(channel)?.delete(wake)
    },
    async close() {
      await pool.close()
      await release()
    },
  })
  const stopClearing = repeatClearing(database, onError)
  return {
    ...database,
    async close() {
      await stopClearing()
      await database.close()
    },
  }
}

/** One connection and never more: a second one over the same PGlite would wait for the first for ever. */
async function openInstance(folder: string, { sync, onError }: PgliteOptions, listeners: Listeners): Promise<Instance> {
  const panic = createPanic()
  const fs = new DurableNodeFS(join(folder, 'pg'), panic.declare, sync)
  const opening = PGlite.create({ fs, startParams: [...DURABLE_START_PARAMS] })
  const pglite = await panic.orUnavailable(opening)
  for (const [channel, wakes] of listeners) {
    const wakeAll = () => {
      for (const wake of [...wakes]) wake()
    }
    await pglite.listen(channel, wakeAll)
    // What was notified while nobody listened.
    wakeAll()
  }
  const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig)
  pool.on('error', (error) => onError?.(error))
  return { pool: namedPool(pool), panic, close: () => pglite.close() }
}
