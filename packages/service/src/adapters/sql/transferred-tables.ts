import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

interface TransferredTable {
  readonly name: keyof Tables
  /** Primary key, by which rows are read in pages, and its type. */
  readonly key: string
  readonly type: 'text' | 'bigint' | 'bytea'
  /** Whether the database numbers its rows. */
  readonly numbered?: true
}

/** Everything that an installation consists of, each table behind those that it refers to. */
const TRANSFERRED: readonly TransferredTable[] = [
  { name: 'installation_secrets', key: 'name', type: 'text' },
  { name: 'tenants', key: 'id', type: 'text' },
  { name: 'access_keys', key: 'id', type: 'text' },
  { name: 'nonces', key: 'digest', type: 'bytea' },
  { name: 'transactions', key: 'id', type: 'text' },
  { name: 'attempts', key: 'id', type: 'text' },
  { name: 'decisions', key: 'transaction_id', type: 'text' },
  { name: 'reviews', key: 'id', type: 'bigint', numbered: true },
  { name: 'callbacks', key: 'id', type: 'text' },
  { name: 'audit', key: 'sequence', type: 'bigint' },
  { name: 'deletions', key: 'sequence', type: 'bigint' },
  { name: 'face_groups', key: 'id', type: 'bigint', numbered: true },
  { name: 'face_records', key: 'id', type: 'bigint', numbered: true },
  { name: 'media_marks', key: 'id', type: 'bigint', numbered: true },
  { name: 'attempt_counts', key: 'subject', type: 'text' },
  { name: 'uploads', key: 'id', type: 'text' },
  { name: 'shadow_verifications', key: 'id', type: 'text' },
  { name: 'shadow_comparisons', key: 'id', type: 'bigint', numbered: true },
]

/** Of the database alone: applied by `migrate`, or worth nothing after its second. */
const LEFT_BEHIND = ['schema_migrations', 'call_counts', 'call_windows']

const PAGE = 500

export interface TransferredRow {
  readonly table: string
  /** The row as PostgreSQL writes it as JSON: lossless, with bytes in hex. */
  readonly row: Readonly<Record<string, unknown>>
}

/** A table that nobody decided about: a row of it would be lost without a word. */
export class TableUndecided extends Error {
  readonly code = 'table-undecided'
}

/** Every row of an installation, in an order in which it can be written again. Nobody else may write meanwhile. */
export async function* readAllRows(db: Kysely<Tables>): AsyncGenerator<TransferredRow> {
  await requireAllDecided(db)
  for (const table of TRANSFERRED) yield* readRows(db, table)
}

async function* readRows(db: Kysely<Tables>, { name, key, type }: TransferredTable): AsyncGenerator<TransferredRow> {
  const column = sql.ref(key)
  for (let last: string | undefined; ; ) {
    const after = last === undefined ? sql`` : sql`where ${column} > ${last}::${sql.raw(type)}`
    const { rows } = await sql<{ key: string; row: Record<string, unknown> }>`
      select ${column}::text as key, row_to_json(t) as row from ${sql.table(name)} t
      ${after} order by ${column} limit ${PAGE}`.execute(db)
    for (const { row } of rows) yield { table: name, row }
    if (rows.length < PAGE) return
    last = rows.at(-1)?.key
  }
}

/** Writes rows of one table. Throws for a table that is not transferred. */
export async function writeRows(
  trx: Transaction<Tables>,
  table: string,
  rows: readonly TransferredRow['row'][],
): Promise<void> {
  if (!TRANSFERRED.some(({ name }) => name === table)) throw new TableUndecided(`Rows of ${table} are not transferred`)
  const name = sql.table(table)
  await sql`
    insert into ${name} overriding system value
    select * from json_populate_recordset(null::${name}, ${JSON.stringify(rows)}::json)`.execute(trx)
}

/** Numbers that the database gives go on behind those that were written. */
export async function continueNumbers(trx: Transaction<Tables>): Promise<void> {
  for (const { name, key } of TRANSFERRED.filter(({ numbered }) => numbered === true)) {
    await sql`
      select setval(pg_get_serial_sequence(${name}, ${key}), greatest(1, (select max(${sql.ref(key)}) from ${sql.table(name)})),
        exists (select 1 from ${sql.table(name)}))`.execute(trx)
  }
}

async function requireAllDecided(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(db)
  const decided = new Set<string>([...TRANSFERRED.map(({ name }) => name), ...LEFT_BEHIND])
  const undecided = rows.filter(({ name }) => !decided.has(name))
  if (undecided.length > 0) throw new TableUndecided(undecided.map(({ name }) => name).join(', '))
}
