import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import type { SqlDatabase } from './sql-database.ts'

/** Jobs that no worker holds, by tenant. */
export function backlogPart({ db }: SqlDatabase): Pick<Store, 'judgingBacklog'> {
  return {
    async judgingBacklog() {
      const { rows } = await sql<{ tenant_id: string; waiting: string; oldest_ms: string }>`
        select t.tenant_id, count(*) as waiting,
          greatest(0, extract(epoch from now() - min(j.created_on)) * 1000)::bigint as oldest_ms
        from pgboss.job j join transactions t on t.id = j.data->>'transactionId'
        where j.name = 'judging' and j.state < 'active' and t.state = 'judging'
        group by t.tenant_id`.execute(db)
      return rows.map(({ tenant_id, waiting, oldest_ms }) => {
        return { tenantId: tenant_id, waiting: Number(waiting), oldestMs: Number(oldest_ms) }
      })
    },
  }
}
