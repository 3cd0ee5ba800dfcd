import type { KeptComparison, ShadowStore } from '../../ports/shadow-store.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'

const PAGE = 500

export function shadowPart({ db }: SqlDatabase): ShadowStore {
  const page = (tenantId: string, since: Date, after: string) =>
    db
      .selectFrom('shadow_comparisons')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('at', '>=', since)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()
  return {
    async noteForwarded({ id, tenantId, at, sealed }) {
      await db
        .insertInto('shadow_verifications')
        .values({ id, tenant_id: tenantId, at, sealed })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },
    async findForwarded(tenantId, id) {
      if (!storable(id)) return undefined
      const row = await db
        .selectFrom('shadow_verifications')
        .selectAll()
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst()
      return row === undefined ? undefined : { id, tenantId, at: row.at, sealed: new Uint8Array(row.sealed) }
    },
    async claimComparison(tenantId, id) {
      const claimed = await db
        .updateTable('shadow_verifications')
        .set({ compared: true })
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .where('compared', '=', false)
        .executeTakeFirst()
      return claimed.numUpdatedRows > 0n
    },
    async keepComparison({ tenantId, at, sealed }) {
      await db.insertInto('shadow_comparisons').values({ tenant_id: tenantId, at, sealed }).execute()
    },
    async *comparisonsOf(tenantId, since): AsyncGenerator<KeptComparison> {
      for (let after = '0'; ; ) {
        const rows = await page(tenantId, since, after)
        for (const { at, sealed } of rows) yield { tenantId, at, sealed: new Uint8Array(sealed) }
        after = rows.at(-1)?.id ?? after
        if (rows.length < PAGE) return
      }
    },
    async forgetShadow(before) {
      await db.deleteFrom('shadow_verifications').where('at', '<', before).execute()
      await db.deleteFrom('shadow_comparisons').where('at', '<', before).execute()
    },
  }
}
