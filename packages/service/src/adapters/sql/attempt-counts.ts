import { type Transaction as SqlTransaction, sql } from 'kysely'
import type { CountedSubject, Store } from '../../ports/store.ts'
import type { SqlDatabase } from './sql-database.ts'
import type { Tables } from './tables.ts'

/** Ends the SQL transaction, so that one who may not go on counts for nobody. */
class Exhausted extends Error {}

export function attemptCountPart(database: SqlDatabase): Pick<Store, 'countAttempt' | 'forgetAttemptCounts'> {
  return {
    async countAttempt(subjects, at) {
      if (subjects.length === 0) return true
      // In one order, so that two attempts with the same subjects wait for each other instead of deadlocking.
      const inOrder = subjects.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      try {
        await database.transaction(async (trx) => {
          for (const subject of inOrder) if (!(await count(trx, subject, at))) throw new Exhausted()
        })
        return true
      } catch (error) {
        if (error instanceof Exhausted) return false
        throw error
      }
    },
    async forgetAttemptCounts(before) {
      await database.db.deleteFrom('attempt_counts').where('last_at', '<=', before).execute()
    },
  }
}

/** The row is locked by the statement: of attempts at the same time each sees those before it. */
async function count(trx: SqlTransaction<Tables>, { key, most }: CountedSubject, at: Date): Promise<boolean> {
  const { rows } = await sql<{ used: number }>`
    insert into attempt_counts as held (subject, times, last_at) values (${key}, array[${at}::timestamptz], ${at})
    on conflict (subject) do update set last_at = excluded.last_at, times = excluded.times || array(
      select t from unnest(held.times) t where t > excluded.last_at - interval '1 day' order by t desc limit ${most})
    returning cardinality(times) as used`.execute(trx)
  return rows.every(({ used }) => used <= most)
}
