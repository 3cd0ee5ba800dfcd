import { appliedMigrations } from '../adapters/sql/migrate.ts'
import type { SqlDatabase } from '../adapters/sql/sql-database.ts'
import { readAllRows } from '../adapters/sql/transferred-tables.ts'
import type { Custody } from '../custody/custody.ts'
import type { Blobs } from '../ports/blobs.ts'
import { type ArchiveCounts, type ArchiveEntry, writeArchive } from './archive.ts'

export interface ExportSource {
  readonly database: Pick<SqlDatabase, 'db'>
  readonly blobs: Blobs
  readonly keys: Pick<Custody, 'installation'>
  /** Keys of the blobs to take along; none where they lie in a store that the other installation reaches as well. */
  readonly blobKeys: AsyncIterable<string>
}

/** Writes everything that an installation holds into one file. Nobody may write to it meanwhile. */
export async function exportInstallation(path: string, source: ExportSource): Promise<ArchiveCounts> {
  return writeArchive(path, await appliedMigrations(source.database.db), entriesOf(source), source.keys.installation)
}

async function* entriesOf({ database, blobs, blobKeys }: ExportSource): AsyncGenerator<ArchiveEntry> {
  yield* readAllRows(database.db)
  for await (const blob of blobKeys) {
    const bytes = await blobs.get(blob)
    if (bytes !== undefined) yield { blob, bytes: Buffer.from(bytes).toString('base64') }
  }
}
