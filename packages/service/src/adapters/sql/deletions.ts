import { type Transaction as SqlTransaction, sql } from 'kysely'
import type { Deletion } from '../../ports/deletions.ts'
import type { Store } from '../../ports/store.ts'
import { appendAudit } from './audit.ts'
import type { SqlDatabase } from './sql-database.ts'
import type { Tables } from './tables.ts'
import { lockTransaction } from './transactions.ts'

type DeletionPart = Pick<
  Store,
  | 'markQueried'
  | 'dueClips'
  | 'forgetClip'
  | 'dueForDeletion'
  | 'deleteTransaction'
  | 'unknownDeletions'
  | 'deletionsAfter'
>

/** Held to the end of the SQL transaction, so that the numbers are in the order in which they are committed. */
const NUMBERS_LOCK = 7_310_884_203

export function deletionPart(database: SqlDatabase): DeletionPart {
  const { db } = database
  return {
    async markQueried(transactionId, at) {
      await db
        .updateTable('transactions')
        .set({ queried_at: at })
        .where('id', '=', transactionId)
        .where('queried_at', 'is', null)
        .execute()
    },
    async dueClips(now, limit) {
      const rows = await db
        .selectFrom('transactions')
        .select('id')
        .where('clip_until', '<=', now)
        .orderBy('clip_until')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
    async forgetClip(transactionId) {
      await db.updateTable('transactions').set({ clip_until: null }).where('id', '=', transactionId).execute()
    },
    async dueForDeletion(now, limit) {
      const { rows } = await sql<{ id: string }>`
        select t.id from transactions t join tenants on tenants.id = t.tenant_id
        where t.state in ('finished', 'expired')
          and t.created_at <= ${now}::timestamptz - (tenants.settings->>'retentionDays')::integer * interval '1 day'
        order by t.created_at limit ${limit}`.execute(db)
      return rows.map(({ id }) => id)
    },
    deleteTransaction: (...args) => deleteTransaction(database, ...args),
    async unknownDeletions(deletions) {
      const keyOf = ({ transactionId, kind }: Pick<Deletion, 'transactionId' | 'kind'>) => `${kind} ${transactionId}`
      const rows = await db
        .selectFrom('deletions')
        .select(['transaction_id', 'kind'])
        .where(sql<boolean>`transaction_id = any(${deletions.map(({ transactionId }) => transactionId)}::text[])`)
        .execute()
      const known = new Set(rows.map(({ transaction_id, kind }) => keyOf({ transactionId: transaction_id, kind })))
      return deletions.filter((deletion) => !known.has(keyOf(deletion)))
    },
    async deletionsAfter(sequence, limit) {
      const rows = await db
        .selectFrom('deletions')
        .selectAll()
        .where('sequence', '>', String(sequence))
        .orderBy('sequence')
        .limit(limit)
        .execute()
      return rows.map(({ sequence: number, transaction_id, ...rest }) => ({
        ...rest,
        sequence: Number(number),
        transactionId: transaction_id,
      }))
    },
  }
}

function deleteTransaction(
  database: SqlDatabase,
  ...[deletion, rewrap]: Parameters<Store['deleteTransaction']>
): ReturnType<Store['deleteTransaction']> {
  const { transactionId, kind, reason, at } = deletion
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row !== undefined && kind === 'All') await trx.deleteFrom('transactions').where('id', '=', row.id).execute()
    if (row !== undefined && kind !== 'All') {
      if (rewrap === undefined) throw new TypeError('Deleting a part needs the keys of the rest')
      const deleted = [...new Set([...row.deleted, kind])]
      const change = { wrapped_key: rewrap(new Uint8Array(row.wrapped_key)), deleted }
      await trx.updateTable('transactions').set(change).where('id', '=', row.id).execute()
      if (kind === 'Text') await deleteWritten(trx, row.id)
      else await trx.deleteFrom('media_marks').where('transaction_id', '=', row.id).execute()
    }
    await recordDeletion(trx, deletion)
    await appendAudit(trx, { transactionId, at, event: 'deleted', detail: { kind, reason } })
  })
}

/** What is left of the row is ids, states and the verdict; the sealed request opens no more. */
async function deleteWritten(trx: SqlTransaction<Tables>, id: string): Promise<void> {
  for (const table of ['decisions', 'reviews', 'callbacks'] as const) {
    await trx.deleteFrom(table).where('transaction_id', '=', id).execute()
  }
  await trx.updateTable('transactions').set({ session_answer: null }).where('id', '=', id).execute()
}

/** Writes down that something is deleted; once for each id and kind. */
export async function recordDeletion(trx: SqlTransaction<Tables>, deletion: Deletion): Promise<void> {
  const { transactionId, kind, reason, at, signature } = deletion
  await sql`select pg_advisory_xact_lock(${NUMBERS_LOCK}::bigint)`.execute(trx)
  await sql`
    insert into deletions (sequence, transaction_id, kind, reason, at, signature)
    select coalesce(max(sequence), 0) + 1, ${transactionId}, ${kind}, ${reason}, ${at}, ${signature} from deletions
    on conflict (transaction_id, kind) do nothing`.execute(trx)
}
