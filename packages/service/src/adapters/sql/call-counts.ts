import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import { shareStatement } from './shared-statement.ts'
import type { SqlDatabase } from './sql-database.ts'

interface Call {
  readonly key: string
  readonly second: number
}

/** Calls are counted in the database, so that all processes see one number. Calls at the same time share a statement. */
export function callCountPart(database: SqlDatabase): Pick<Store, 'countCall'> {
  const count = shareStatement((calls: readonly Call[]) => countAll(database, calls))
  return {
    async countCall(key, at) {
      database.refuseWithinTransaction()
      return count({ key, second: Math.floor(at.getTime() / 1000) })
    },
  }
}

/**
 * Sorted, so that two processes with the same keys wait for each other instead of deadlocking. The clock of one process
 * may be behind that of another: then its calls belong to the later second, which only ever refuses more.
 */
async function countAll({ db }: SqlDatabase, calls: readonly Call[]): Promise<number[]> {
  const byKey = new Map<string, { second: number; calls: number }>()
  for (const { key, second } of calls) {
    const before = byKey.get(key)
    byKey.set(key, { second: Math.max(second, before?.second ?? 0), calls: (before?.calls ?? 0) + 1 })
  }
  const asked = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))
  const { rows } = await sql<{ key: string; calls: number }>`
    insert into call_counts as held (key, second, calls)
    select * from unnest(
      ${asked.map(([key]) => key)}::text[],
      ${asked.map(([, { second }]) => second)}::bigint[],
      ${asked.map(([, one]) => one.calls)}::integer[])
    on conflict (key) do update set
      calls = case when held.second >= excluded.second then held.calls + excluded.calls else excluded.calls end,
      second = greatest(held.second, excluded.second)
    returning key, calls`.execute(db)
  const reached = new Map(rows.map((row) => [row.key, row.calls - (byKey.get(row.key)?.calls ?? 0)]))
  return calls.map(({ key }) => {
    const mine = (reached.get(key) ?? 0) + 1
    reached.set(key, mine)
    return mine
  })
}
