import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import { shareStatement } from './shared-statement.ts'
import type { SqlDatabase } from './sql-database.ts'

interface Call {
  readonly key: string
  readonly atMs: number
  readonly most: number
}

interface Asked extends Omit<Call, 'key'> {
  readonly calls: number
}

interface Row {
  readonly key: string
  readonly taken: number
  /** Arrives as text; null where no call is left. */
  readonly oldest: string | null
}

const WINDOW_MS = 1000
/** A clock that was ahead by more than this, and was set back, does not refuse calls for that long. */
const MOST_AHEAD_MS = 60_000

/**
 * The calls of the last second are kept in the database, so that all processes see one number. Calls at the same time
 * share a statement. A key is kept as its digest: one that names a transaction must not outlive it.
 */
export function callWindowPart(database: SqlDatabase): Pick<Store, 'takeCall' | 'forgetCalls'> {
  const take = shareStatement((calls: readonly Call[]) => takeAll(database, calls))
  return {
    async takeCall(key, at, most) {
      database.refuseWithinTransaction()
      return take({ key: digestOf(key), atMs: at.getTime(), most })
    },
    async forgetCalls(before) {
      const { db } = database
      await sql`delete from call_windows where times[cardinality(times)] < ${before.getTime()}::bigint or times = '{}'`.execute(
        db,
      )
    },
  }
}

function digestOf(key: string): string {
  return hash('sha256', key, 'base64url')
}

/**
 * Sorted, so that two processes with the same keys wait for each other instead of deadlocking. The clock of one process
 * may be behind that of another: the later calls count all the same, which only ever refuses more.
 */
async function takeAll({ db }: SqlDatabase, calls: readonly Call[]) {
  const byKey = new Map<string, Asked>()
  for (const { key, atMs, most } of calls) {
    const before = byKey.get(key)
    byKey.set(key, { atMs: Math.max(atMs, before?.atMs ?? 0), most, calls: (before?.calls ?? 0) + 1 })
  }
  const asked = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))
  const { rows } = await sql<Row>`
    insert into call_windows as held (key, times, calls, taken, most)
    select key, array[at], array[least(asked, most)], least(asked, most), most from unnest(
      ${asked.map(([key]) => key)}::text[],
      ${asked.map(([, { atMs }]) => atMs)}::bigint[],
      ${asked.map(([, one]) => one.calls)}::integer[],
      ${asked.map(([, { most }]) => most)}::integer[]) as call (key, at, asked, most)
    on conflict (key) do update set most = excluded.most, (times, calls, taken) = (
      with kept as (
        select t, c from unnest(held.times, held.calls) as old (t, c)
        where t > excluded.times[1] - ${WINDOW_MS}::bigint and t <= excluded.times[1] + ${MOST_AHEAD_MS}::bigint
      ), room as (
        select greatest(least(excluded.calls[1], excluded.most - coalesce(sum(c), 0)), 0)::integer as n from kept
      ), grown as (
        select t, sum(c)::integer as c from (
          select t, c from kept union all select excluded.times[1], n from room where n > 0
        ) as together group by t
      )
      select
        coalesce((select array_agg(t order by t) from grown), '{}'),
        coalesce((select array_agg(c order by t) from grown), '{}'),
        n from room)
    returning key, taken, times[1] as oldest`.execute(db)
  const left = new Map(rows.map((row) => [row.key, { ...row }]))
  return calls.map(({ key, atMs }) => answerOf(left.get(key), atMs))
}

/** The first to ask are the ones that are taken; the others wait until the oldest call is a second old. */
function answerOf(row: { taken: number; readonly oldest: string | null } | undefined, atMs: number) {
  if (row === undefined) throw new Error('a call was counted nowhere')
  row.taken -= 1
  if (row.taken >= 0) return 'taken'
  return { retryAfterMs: Math.max(Number(row.oldest ?? atMs) + WINDOW_MS - atMs, 1) }
}
