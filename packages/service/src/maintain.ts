import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { listFileBlobs } from './adapters/files/list-blobs.ts'
import { openJudgingQueue } from './adapters/sql/judging-queue.ts'
import { migrate } from './adapters/sql/migrate.ts'
import type { SqlDatabase } from './adapters/sql/sql-database.ts'
import type { Config } from './config.ts'
import { type Custody, createCustody } from './custody/custody.ts'
import { readMountedKeys } from './custody/master-key.ts'
import { errorFields, type Log } from './http/log.ts'
import { openBlobs, openDatabase, type StorageOptions, storageOptionsOf } from './storage.ts'
import type { ArchiveCounts } from './transfer/archive.ts'
import { exportInstallation } from './transfer/export-installation.ts'
import { ImportRefused, importInstallation } from './transfer/import-installation.ts'

/** Brings the database of a configuration up to date and answers what was applied, without starting anything. */
export async function migrateDatabase(config: Config, log: Log): Promise<readonly string[]> {
  const options = optionsOf(config, log)
  return withDatabase(options, async (database) => {
    const applied = await migrate(database.db)
    await openJudgingQueue(database, options.judgeDeadlineMs)
    return applied
  })
}

/**
 * Writes an embedded installation into one file, which opens with its master key only. Rejects with `DirectoryInUse`
 * while a service runs on it.
 */
export async function exportTo(path: string, config: Config, log: Log): Promise<ArchiveCounts> {
  const options = optionsOf(config, log)
  if (options.databaseUrl !== undefined) {
    throw new ImportRefused('Only the embedded database is exported; unset DATABASE_URL. PostgreSQL has pg_dump')
  }
  await stat(join(options.dataDir, 'database')).catch((cause: unknown) => {
    throw new ImportRefused(`There is no embedded database in ${options.dataDir}`, { cause })
  })
  const keys = await readCustody(options)
  return withDatabase(options, async (database) => {
    await migrate(database.db)
    const blobKeys = options.s3 === undefined ? listFileBlobs(join(options.dataDir, 'blobs')) : none()
    return exportInstallation(path, { database, blobs: await openBlobs(options), blobKeys, keys })
  })
}

/** Brings such a file into the empty PostgreSQL database of a configuration, whose master key it needs. */
export async function importFrom(path: string, config: Config, log: Log): Promise<ArchiveCounts> {
  const options = optionsOf(config, log)
  if (options.databaseUrl === undefined) throw new ImportRefused('Set DATABASE_URL to the PostgreSQL that it goes to')
  const keys = await readCustody(options)
  return withDatabase(options, async (database) => {
    await migrate(database.db)
    const queue = await openJudgingQueue(database, options.judgeDeadlineMs)
    return importInstallation(path, { database, queue, blobs: await openBlobs(options), keys })
  })
}

async function readCustody({ masterKeyFile, dataDir }: StorageOptions): Promise<Custody> {
  return createCustody(await readMountedKeys(masterKeyFile ?? join(dataDir, 'master.key')))
}

function optionsOf(config: Config, log: Log): StorageOptions {
  return storageOptionsOf(config, log, { now: () => new Date() })
}

async function withDatabase<T>(options: StorageOptions, work: (database: SqlDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(options, (error) =>
    options.log.write('error', 'storage-failed', errorFields(error)),
  )
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function* none(): AsyncGenerator<string> {}
