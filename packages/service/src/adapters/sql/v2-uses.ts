import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import { shareStatement } from './shared-statement.ts'
import type { SqlDatabase } from './sql-database.ts'

interface Use {
  readonly accessKeyId: string
  readonly at: Date
}

/** Calls at the same time share a statement: many by one key would wait for each other's row otherwise. */
export function v2UsePart(database: SqlDatabase): Pick<Store, 'noteV2Use'> {
  const note = shareStatement(async (uses: readonly Use[]) => {
    await noteAll(database, uses)
    return uses.map(() => undefined)
  })
  return {
    noteV2Use(accessKeyId, at) {
      database.refuseWithinTransaction()
      return note({ accessKeyId, at })
    },
  }
}

/** The rows are locked in one order, so that two processes with the same keys wait for each other instead of deadlocking. */
async function noteAll(database: SqlDatabase, uses: readonly Use[]): Promise<void> {
  const ids = uses.map(({ accessKeyId }) => accessKeyId)
  const at = new Date(Math.max(...uses.map((use) => use.at.getTime())))
  await sql`
    with used as (select id, count(*) as calls from unnest(${ids}::text[]) as id group by id),
    locked as (select id from access_keys where id in (select id from used) order by id for update)
    update access_keys set
      v2_calls = coalesce(v2_calls, 0) + used.calls,
      v2_last_at = greatest(v2_last_at, ${at}::timestamptz)
    from used join locked using (id) where access_keys.id = used.id`.execute(database.db)
}
