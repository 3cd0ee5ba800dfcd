import type { Store, Upload } from '../../ports/store.ts'
import { countOfTenant } from './count-of-tenant.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import { inNameOf } from './tenant-scope.ts'

type UploadPart = Pick<Store, 'createUpload' | 'findUpload' | 'moveUpload' | 'takeUpload' | 'expireUploads'>

export function uploadPart(database: SqlDatabase): UploadPart {
  const { db } = database
  return {
    createUpload: ({ id, tenantId, expiresAt }, most) =>
      database.transaction(async (trx) => {
        if ((await countOfTenant(trx, tenantId, 'uploads')) >= most) return 'full'
        const inserted = await trx
          .insertInto('uploads')
          .values({ id, tenant_id: tenantId, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst()
        return inserted.numInsertedOrUpdatedRows === 1n ? 'created' : 'taken'
      }),
    async findUpload(id, now) {
      if (!storable(id)) return undefined
      const row = await db
        .selectFrom('uploads')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row === undefined ? undefined : toUpload(row)
    },
    async moveUpload(id, from, to) {
      const moved = await db
        .updateTable('uploads')
        .set({ state: to })
        .where('id', '=', id)
        .where('state', '=', from)
        .executeTakeFirst()
      return moved.numUpdatedRows > 0n
    },
    async takeUpload(tenantId, id, now) {
      if (!storable(id)) return false
      const taken = await db
        .deleteFrom('uploads')
        .where(inNameOf(tenantId))
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'stored')
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return taken.numDeletedRows > 0n
    },
    async expireUploads(now) {
      const rows = await db.deleteFrom('uploads').where('expires_at', '<=', now).returning('id').execute()
      return rows.map(({ id }) => id)
    },
  }
}

function toUpload(row: { id: string; tenant_id: string; state: Upload['state']; expires_at: Date }): Upload {
  return { id: row.id, tenantId: row.tenant_id, state: row.state, expiresAt: row.expires_at }
}
