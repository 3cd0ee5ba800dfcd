import { sql, type Transaction } from 'kysely'
import { verifyAudit } from '../adapters/sql/audit.ts'
import type { JudgingQueue } from '../adapters/sql/judging-queue.ts'
import { appliedMigrations } from '../adapters/sql/migrate.ts'
import type { SqlDatabase } from '../adapters/sql/sql-database.ts'
import type { Tables } from '../adapters/sql/tables.ts'
import { continueNumbers, type TransferredRow, writeRows } from '../adapters/sql/transferred-tables.ts'
import type { Custody } from '../custody/custody.ts'
import { MasterKeyInvalid } from '../custody/key-ring.ts'
import { SealBroken } from '../custody/sealed-bytes.ts'
import type { Blobs } from '../ports/blobs.ts'
import { type ArchiveCounts, readArchive } from './archive.ts'

/** One statement takes so many rows. */
const AT_ONCE = 200

export interface ImportTarget {
  /** With its schema up to date. */
  readonly database: SqlDatabase
  readonly queue: Pick<JudgingQueue, 'send'>
  readonly blobs: Blobs
  readonly keys: Custody
}

/** The archive does not fit where it is to go; the message says what to do. */
export class ImportRefused extends Error {
  readonly code = 'import-refused'
}

/**
 * Brings an archive into an empty installation: all of it in one SQL transaction, or nothing. What waited to be judged
 * is queued again. Needs the master key that the archive was sealed with.
 */
export async function importInstallation(path: string, target: ImportTarget): Promise<ArchiveCounts> {
  const { database, blobs } = target
  const here = await appliedMigrations(database.db)
  return database.transaction(async (trx) => {
    await requireEmpty(trx)
    const rows = collectRows(trx)
    const counts = await readArchive(
      path,
      target.keys.installation,
      (schema) => requireSameSchema(schema, here),
      async (entry) => {
        if ('row' in entry) await rows.add(entry)
        else await blobs.put(entry.blob, Buffer.from(entry.bytes, 'base64'))
      },
    )
    await rows.write()
    await requireMatchingKey(trx, target.keys)
    await requireWholeAudit(trx)
    await continueNumbers(trx)
    await queueAgain(trx, target.queue)
    return counts
  })
}

/** Rows in a row of the same table are written together. */
function collectRows(trx: Transaction<Tables>) {
  let table: string | undefined
  let held: TransferredRow['row'][] = []
  async function write(): Promise<void> {
    if (table !== undefined && held.length > 0) await writeRows(trx, table, held)
    held = []
  }
  return {
    write,
    async add(entry: TransferredRow): Promise<void> {
      if (entry.table !== table || held.length >= AT_ONCE) await write()
      table = entry.table
      held.push(entry.row)
    },
  }
}

async function requireEmpty(trx: Transaction<Tables>): Promise<void> {
  await sql`lock table tenants in exclusive mode`.execute(trx)
  const tenant = await trx.selectFrom('tenants').select('id').limit(1).executeTakeFirst()
  if (tenant !== undefined)
    throw new ImportRefused('This database holds an installation already; import into an empty one')
}

function requireSameSchema(theirs: readonly string[], here: readonly string[]): void {
  if (theirs.join() === here.join()) return
  throw new ImportRefused('The archive is of another version of Bonafide; export it with the version that imports it')
}

async function requireMatchingKey(trx: Transaction<Tables>, keys: Custody): Promise<void> {
  for (const { id, wrapped_key } of await trx.selectFrom('tenants').select(['id', 'wrapped_key']).execute()) {
    try {
      keys.tenant({ id, wrappedKey: wrapped_key })
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause
      throw new MasterKeyInvalid('The master key here is not the one that the archive was sealed with', { cause })
    }
  }
}

/** The file's own sum can be made anew by whoever changes it; the chain of the audit shows what was changed or left out in it. */
async function requireWholeAudit(trx: Transaction<Tables>): Promise<void> {
  const broken = await verifyAudit(trx)
  if (broken === undefined) return
  throw new ImportRefused(`The audit in the archive does not hold at entry ${broken.sequence}; it was changed`)
}

async function queueAgain(trx: Transaction<Tables>, queue: ImportTarget['queue']): Promise<void> {
  const waiting = await trx.selectFrom('transactions').select('id').where('state', '=', 'judging').execute()
  for (const { id } of waiting) await queue.send(trx, id)
}
