import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import { toDelivery } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'

type CallbackPart = Pick<Store, 'takeCallbacks' | 'settleCallback' | 'onCallbackQueued'>

export function callbackPart(database: SqlDatabase): CallbackPart {
  const { db } = database
  return {
    async takeCallbacks(now, leaseUntil, limit) {
      const rows = await db
        .updateTable('callbacks')
        .set({ lease_until: leaseUntil, tries: sql`tries + 1` })
        .where('id', 'in', (select) =>
          select
            .selectFrom('callbacks')
            .select('id')
            .where('state', '=', 'due')
            .where('due_at', '<=', now)
            .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
            .orderBy('due_at')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .execute()
      return rows.map(toDelivery)
    },
    async settleCallback(id, result) {
      const change =
        'at' in result
          ? { due_at: result.at, ...(result.kind === 'postponed' ? { tries: sql<number>`tries - 1` } : {}) }
          : { state: result.kind }
      await db
        .updateTable('callbacks')
        .set({ ...change, lease_until: null })
        .where('id', '=', id)
        .where('state', '=', 'due')
        .execute()
    },
    onCallbackQueued: (wake) => database.listen('bonafide_callbacks', wake),
  }
}
