import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { AuditEntry } from '../../ports/store.ts'
import type { Tables } from './tables.ts'

/** What the first entry of the chain follows. */
const GENESIS = '0'.repeat(64)
/** Held to the end of the SQL transaction, so that entries are chained in the order in which they are committed. */
const CHAIN_LOCK = 7_310_884_202
const PAGE = 1000

export interface NewAuditEntry {
  readonly transactionId: string
  readonly at: Date
  readonly event: string
  readonly detail?: Readonly<Record<string, string>>
}

/** Appends to the chain. The last statement of its SQL transaction: until the commit every other writer waits. */
export async function appendAudit(trx: Transaction<Tables>, ...entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`.execute(trx)
  const last = await trx
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  let sequence = Number(last?.sequence ?? 0)
  let previousHash = last?.hash ?? GENESIS
  const rows = entries.map(({ transactionId, at, event, detail = {} }) => {
    sequence += 1
    const row = {
      sequence,
      transaction_id: transactionId,
      at,
      event,
      detail: canonical(detail),
      previous_hash: previousHash,
    }
    previousHash = hashOf(row)
    return { ...row, hash: previousHash }
  })
  await trx.insertInto('audit').values(rows).execute()
}

export async function auditOf(db: Kysely<Tables>, transactionId: string): Promise<readonly AuditEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('transaction_id', '=', transactionId)
    .orderBy('sequence')
    .execute()
  return rows.map(toEntry)
}

/** Reads the whole chain; answers the first entry that does not follow from the one before it. */
export async function verifyAudit(db: Kysely<Tables>): Promise<AuditEntry | undefined> {
  let sequence = 0
  let previousHash = GENESIS
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>', sequence as unknown as string)
      .orderBy('sequence')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const holds =
        Number(row.sequence) === sequence + 1 &&
        row.previous_hash === previousHash &&
        row.hash === hashOf({ ...row, sequence: Number(row.sequence) })
      if (!holds) return toEntry(row)
      sequence += 1
      previousHash = row.hash
    }
    if (rows.length < PAGE) return undefined
  }
}

interface Hashed {
  readonly sequence: number
  readonly transaction_id: string
  readonly at: Date
  readonly event: string
  readonly detail: string
  readonly previous_hash: string
}

function hashOf(row: Hashed): string {
  const text = JSON.stringify([
    row.sequence,
    row.transaction_id,
    row.at.toISOString(),
    row.event,
    row.detail,
    row.previous_hash,
  ])
  return createHash('sha256').update(text).digest('hex')
}

function canonical(detail: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function toEntry(
  row:
    | (Hashed & { readonly hash: string })
    | (Omit<Hashed, 'sequence'> & { readonly sequence: string; readonly hash: string }),
): AuditEntry {
  return {
    sequence: Number(row.sequence),
    transactionId: row.transaction_id,
    at: row.at,
    event: row.event,
    detail: readDetail(row.detail),
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

/** A detail that was tampered with may be no JSON any more; the hash tells, not this. */
function readDetail(text: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, string>>
  } catch {
    return {}
  }
}
