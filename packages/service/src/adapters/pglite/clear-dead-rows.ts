import { sql } from 'kysely'
import type { SqlDatabase } from '../sql/sql-database.ts'

/**
 * When a table is worth it: the numbers that PostgreSQL's autovacuum is delivered with (autovacuum_vacuum_threshold and
 * _scale_factor, the same for rows that were only written, autovacuum_freeze_max_age), and how often it looks.
 */
const LEAST_DEAD = 50
const LEAST_WRITTEN = 1_000
const SHARE = 0.2
const FREEZE_AT_AGE = 200_000_000
const EVERY_MS = 60_000

/**
 * Gives the room of rows that were changed or deleted back to their tables, and answers which tables that was. On a server
 * PostgreSQL does so beside everything else; embedded it is a single process, in which nobody would: a table whose rows come
 * and go would grow for ever, and after 2,000 million transactions nothing could be written.
 */
export async function clearDeadRows(
  database: SqlDatabase,
  { freezeAtAge = FREEZE_AT_AGE }: { readonly freezeAtAge?: number } = {},
): Promise<readonly string[]> {
  // Counts are told once a second at most; a look each minute need not see the ones of a minute ago.
  await database.run('select pg_stat_force_next_flush()')
  const { rows } = await sql<{ name: string; old: boolean }>`
    select c.oid::regclass::text as name, age(c.relfrozenxid) > ${freezeAtAge}::integer as old
    from pg_class c left join pg_stat_all_tables s on s.relid = c.oid
    where c.relkind = 'r' and c.relpersistence = 'p' and (
      age(c.relfrozenxid) > ${freezeAtAge}::integer
      or s.schemaname not in ('pg_catalog', 'information_schema') and (
        s.n_dead_tup > ${LEAST_DEAD}::float8 + ${SHARE}::float8 * s.n_live_tup
        or s.n_ins_since_vacuum > ${LEAST_WRITTEN}::float8 + ${SHARE}::float8 * s.n_live_tup))
    order by c.oid`.execute(database.db)
  for (const { name, old } of rows) await database.run(old ? `vacuum (freeze) ${name}` : `vacuum ${name}`)
  return rows.map(({ name }) => name)
}

/** Clears again and again, one look at a time; answers how to stop, which waits for the look that runs. */
export function repeatClearing(database: SqlDatabase, onError: (error: unknown) => void): () => Promise<void> {
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(() => clearDeadRows(database)).then(() => undefined, onError)
  }, EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}
