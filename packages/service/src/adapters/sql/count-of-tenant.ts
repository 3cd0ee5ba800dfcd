import type { Transaction as SqlTransaction } from 'kysely'
import type { Tables } from './tables.ts'
import { inNameOf } from './tenant-scope.ts'

/** How many rows a tenant has; until the transaction ends nobody else who asks adds one, so a limit holds. */
export async function countOfTenant(
  trx: SqlTransaction<Tables>,
  tenantId: string,
  table: 'face_groups' | 'uploads',
): Promise<number> {
  await trx
    .selectFrom('tenants')
    .select('id')
    .where(inNameOf(tenantId))
    .where('id', '=', tenantId)
    .forUpdate()
    .execute()
  const { count } = await trx
    .selectFrom(table)
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
