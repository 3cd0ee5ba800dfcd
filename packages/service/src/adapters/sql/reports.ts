import { sql } from 'kysely'
import type { Store, VerificationRange } from '../../ports/store.ts'
import { toTransaction } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'
import { inNameOf } from './tenant-scope.ts'
import { readTransactions } from './transactions.ts'

export function reportPart({ db }: SqlDatabase): Pick<Store, 'countVerifications' | 'listVerifications'> {
  const within = ({ tenantId, productCode, from, before }: VerificationRange) => {
    const query = readTransactions(db)
      .where(inNameOf(tenantId))
      .where('transactions.tenant_id', '=', tenantId)
      .where('transactions.created_at', '>=', from)
      .where('transactions.created_at', '<', before)
    return productCode === undefined ? query : query.where('transactions.product_code', '=', productCode)
  }
  return {
    async countVerifications(range) {
      const { rows } = await sql<{ day: string; product: string; begun: string; finished: string; passed: string }>`
        select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, product_code as product,
          count(*) as begun,
          count(*) filter (where state = 'finished') as finished,
          count(*) filter (where passed) as passed
        from transactions
        where ${inNameOf(range.tenantId)} and tenant_id = ${range.tenantId} and created_at >= ${range.from} and created_at < ${range.before}
          and (${range.productCode ?? null}::text is null or product_code = ${range.productCode ?? null})
        group by 1, 2 order by 1, 2`.execute(db)
      return rows.map(({ day, product, begun, finished, passed }) => ({
        day,
        productCode: product,
        begun: Number(begun),
        finished: Number(finished),
        passed: Number(passed),
      }))
    },
    async listVerifications(range, after, limit) {
      const asked =
        after === undefined
          ? within(range)
          : within(range).where(
              sql<boolean>`(transactions.created_at, transactions.id) > (${after.createdAt}, ${after.id})`,
            )
      const rows = await asked.orderBy('transactions.created_at').orderBy('transactions.id').limit(limit).execute()
      return rows.map(toTransaction)
    },
  }
}
