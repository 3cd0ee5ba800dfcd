import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDeletionLog } from './adapters/files/deletion-log.ts'
import { createFileBlobs } from './adapters/files/file-blobs.ts'
import { openPglite } from './adapters/pglite/open-pglite.ts'
import { openPostgres } from './adapters/postgres/open-postgres.ts'
import { openSqlStore } from './adapters/sql/sql-store.ts'
import { type Custody, createCustody, MasterKeyInvalid } from './custody/custody.ts'
import { loadMasterKey } from './custody/master-key.ts'
import { replayDeletions } from './flow/replay-deletions.ts'
import type { Clock } from './flow/tools.ts'
import { errorFields, type Log } from './http/log.ts'
import type { Blobs } from './ports/blobs.ts'
import type { DeletionLog } from './ports/deletions.ts'
import type { Store } from './ports/store.ts'

export interface StorageOptions {
  /** Where the deletion log lies; beside the data folder when not said. */
  readonly deletionLog?: string | undefined
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  readonly judgeDeadlineMs: number
  readonly clock: Clock
  readonly log: Log
}

/** Everything that survives a restart. */
export interface Storage {
  readonly store: Store
  readonly blobs: Blobs
  readonly keys: Custody
  readonly deletions: DeletionLog
}

/**
 * Opens the data folder: master key, database and material, and deletes again what the deletion log names. Rejects with `DirectoryInUse` when another process has the
 * embedded database; with a `databaseUrl` any number of processes may share one.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { dataDir, databaseUrl, log, clock } = options
  const onError = (error: unknown) => log.write('error', 'storage-failed', errorFields(error))
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const database =
    databaseUrl === undefined
      ? await openPglite(join(dataDir, 'database'))
      : await openPostgres({ url: databaseUrl, onError })
  try {
    const keys = createCustody(await loadMasterKey(join(dataDir, 'master.key')))
    const judgingDeadlineMs = options.judgeDeadlineMs
    const store = await openSqlStore(database, { judgingDeadlineMs, onError, now: () => clock.now() })
    await requireMatchingKey(store, keys)
    const deletions = createDeletionLog(options.deletionLog ?? `${dataDir}.deletions.log`)
    const storage = { store, keys, deletions, blobs: createFileBlobs(join(dataDir, 'blobs')) }
    await replayDeletions({ ...storage, log })
    return storage
  } catch (error) {
    await database.close()
    throw error
  }
}

/** A key that was lost or swapped is noticed at the start, not by the first caller. */
async function requireMatchingKey(store: Store, keys: Custody): Promise<void> {
  const [tenant] = await store.listTenants()
  if (tenant === undefined) return
  try {
    keys.tenant(tenant)
  } catch (cause) {
    throw new MasterKeyInvalid('The master key is not the one that this data was sealed with', { cause })
  }
}
