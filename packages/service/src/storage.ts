import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createDeletionLog } from './adapters/files/deletion-log.ts'
import { createFileBlobs } from './adapters/files/file-blobs.ts'
import { openPglite } from './adapters/pglite/open-pglite.ts'
import { openPostgres } from './adapters/postgres/open-postgres.ts'
import { createS3Blobs, requireUsable, type S3BlobsOptions } from './adapters/s3/s3-blobs.ts'
import { holdsFaceVectors, openFaceVectors } from './adapters/sql/face-vectors.ts'
import type { SqlDatabase } from './adapters/sql/sql-database.ts'
import { openSqlStore } from './adapters/sql/sql-store.ts'
import { holdsRowSecurity } from './adapters/sql/tenant-scope.ts'
import { type Config, ConfigError } from './config.ts'
import { type Custody, createCustody, RECEIPT_SEED } from './custody/custody.ts'
import { MasterKeyInvalid } from './custody/key-ring.ts'
import { type MasterKeyFile, openMasterKeyFile } from './custody/master-key-file.ts'
import { SealBroken } from './custody/sealed-bytes.ts'
import { replayDeletions } from './flow/replay-deletions.ts'
import type { Clock } from './flow/tools.ts'
import { errorFields, type Log } from './http/log.ts'
import type { Blobs } from './ports/blobs.ts'
import type { DeletionLog } from './ports/deletions.ts'
import type { FaceVectors } from './ports/face-vectors.ts'
import type { Store } from './ports/store.ts'

export interface StorageOptions {
  readonly dataDir: string
  /** Where the deletion log lies; beside the data folder when not said. */
  readonly deletionLog?: string | undefined
  /** Where the master key lies; in the data folder, and made there, when not said. */
  readonly masterKeyFile?: string | undefined
  readonly databaseUrl?: string | undefined
  readonly databaseConnections?: number | undefined
  /** How faces are searched for; in memory when not said. */
  readonly faceSearch?: Config['faceSearch'] | undefined
  /** Where blobs lie; in the data folder when not said. */
  readonly s3?: S3BlobsOptions | undefined
  readonly judgeDeadlineMs: number
  readonly clock: Clock
  readonly log: Log
}

/** Everything that survives a restart. */
export interface Storage {
  readonly store: Store
  readonly blobs: Blobs
  readonly keys: Custody
  readonly masterKeys: MasterKeyFile
  readonly deletions: DeletionLog
  /** Readable templates in the database, where the operator asked for them. */
  readonly faceVectors?: FaceVectors
}

/**
 * Opens the data folder: master key, database and material, and deletes again what the deletion log names. Rejects with `DirectoryInUse` when another process has the
 * embedded database; with a `databaseUrl` any number of processes may share one.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { dataDir, log, clock } = options
  const onError = (error: unknown) => log.write('error', 'storage-failed', errorFields(error))
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const database = await openDatabase(options, onError)
  try {
    const judgingDeadlineMs = options.judgeDeadlineMs
    const store = await openSqlStore(database, { judgingDeadlineMs, onError, now: () => clock.now() })
    const masterKeys = openMasterKeyFile(options)
    const keys = await openCustody(store, masterKeys)
    await requireMatchingKey(store, keys)
    await warnOfFreeRole(database, options)
    const deletions = createDeletionLog(options.deletionLog ?? `${dataDir}.deletions.log`)
    const storage = { store, keys, masterKeys, deletions, blobs: await openBlobs(options) }
    await replayDeletions({ ...storage, log })
    return { ...storage, ...(await openVectors(database, options)) }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The database of these options; the caller closes it. */
export async function openDatabase(
  { dataDir, databaseUrl, databaseConnections }: StorageOptions,
  onError: (error: unknown) => void,
): Promise<SqlDatabase> {
  if (databaseUrl === undefined) return openPglite(join(dataDir, 'database'), { onError })
  return openPostgres({ url: databaseUrl, connections: databaseConnections, onError })
}

/** A superuser sees the rows of every tenant whatever a statement says: the second line behind our own conditions is gone. */
async function warnOfFreeRole(database: SqlDatabase, { databaseUrl, log }: StorageOptions): Promise<void> {
  if (databaseUrl === undefined || (await holdsRowSecurity(database))) return
  log.write('warn', 'row-security-off')
}

/** Templates that were made readable once stay so until an operator drops them: told at every start without the setting. */
async function openVectors(
  database: SqlDatabase,
  { faceSearch, log }: StorageOptions,
): Promise<Pick<Storage, 'faceVectors'>> {
  if (faceSearch === 'pgvector') return { faceVectors: await openFaceVectors(database) }
  if (await holdsFaceVectors(database)) log.write('warn', 'face-vectors-left')
  return {}
}

/** The blob store of these options. Rejects with `BlobsUnavailable` when it cannot be used. */
export async function openBlobs({ dataDir, s3 }: StorageOptions): Promise<Blobs> {
  if (s3 === undefined) return createFileBlobs(join(dataDir, 'blobs'))
  const blobs = createS3Blobs(s3)
  await requireUsable(blobs, randomUUID())
  return blobs
}

async function openCustody(store: Store, masterKeys: MasterKeyFile): Promise<Custody> {
  try {
    return createCustody(await masterKeys.read(), await store.findInstallationSecret(RECEIPT_SEED))
  } catch (cause) {
    if (cause instanceof SealBroken) throw wrongMasterKey(cause)
    throw cause
  }
}

/** A key that was lost or swapped is noticed at the start, not by the first caller. */
async function requireMatchingKey(store: Store, keys: Custody): Promise<void> {
  const [tenant] = await store.listTenants()
  if (tenant === undefined) return
  try {
    keys.tenant(tenant)
  } catch (cause) {
    throw wrongMasterKey(cause)
  }
}

function wrongMasterKey(cause: unknown): MasterKeyInvalid {
  return new MasterKeyInvalid('The master key is not the one that this data was sealed with', { cause })
}

/** Where a configuration keeps everything that survives a restart. */
export function storageOptionsOf(config: Config, log: Log, clock: Clock): StorageOptions {
  return {
    ...config,
    dataDir: resolve(config.dataDir),
    judgeDeadlineMs: config.judgeDeadlineSeconds * 1000,
    s3: s3Options(config),
    clock,
    log,
  }
}

function s3Options({ s3Url, s3Region, s3AccessKeyId, s3SecretAccessKey }: Config): StorageOptions['s3'] {
  if (s3Url === undefined) return undefined
  if (s3AccessKeyId === undefined || s3SecretAccessKey === undefined) {
    throw new ConfigError('BONAFIDE_S3_ACCESS_KEY_ID and BONAFIDE_S3_SECRET_ACCESS_KEY are needed with BONAFIDE_S3_URL')
  }
  return { url: s3Url, region: s3Region, accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey }
}
