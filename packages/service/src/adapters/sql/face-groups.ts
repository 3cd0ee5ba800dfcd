import { type Transaction as SqlTransaction, sql } from 'kysely'
import type { Deletion } from '../../ports/deletions.ts'
import { type FaceGroupStore, MAX_FACE_GROUPS } from '../../ports/face-groups.ts'
import { StoreConflict } from '../../ports/store.ts'
import { appendAudit } from './audit.ts'
import { countOfTenant } from './count-of-tenant.ts'
import { recordDeletion } from './deletions.ts'
import { toFaceGroup } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import type { Tables } from './tables.ts'
import { inNameOf } from './tenant-scope.ts'

type FaceGroupPart = Pick<
  FaceGroupStore,
  'createFaceGroup' | 'listFaceGroups' | 'findFaceGroups' | 'relabelFaceGroup' | 'removeFaceGroup'
>

export function faceGroupPart(database: SqlDatabase): FaceGroupPart {
  const { db } = database
  return {
    createFaceGroup: (group) => createFaceGroup(database, group),
    async listFaceGroups(tenantId) {
      const rows = await db
        .selectFrom('face_groups')
        .selectAll()
        .where(inNameOf(tenantId))
        .where('tenant_id', '=', tenantId)
        .orderBy('id')
        .execute()
      return rows.map(toFaceGroup)
    },
    async findFaceGroups(tenantId, codes) {
      const asked = codes.filter(storable)
      if (asked.length === 0) return []
      const rows = await db
        .selectFrom('face_groups')
        .selectAll()
        .where(inNameOf(tenantId))
        .where('tenant_id', '=', tenantId)
        .where('code', 'in', asked)
        .execute()
      return rows.map(toFaceGroup)
    },
    relabelFaceGroup: (...args) => relabelFaceGroup(database, ...args),
    removeFaceGroup: (deletion) => removeFaceGroup(database, deletion),
  }
}

/** Wakes whoever holds templates in memory: some of them are gone. Sent with the commit. */
export async function announceRemoval(trx: SqlTransaction<Tables>): Promise<void> {
  await sql`select pg_notify('bonafide_faces', '')`.execute(trx)
}

function createFaceGroup(
  database: SqlDatabase,
  group: Parameters<FaceGroupStore['createFaceGroup']>[0],
): ReturnType<FaceGroupStore['createFaceGroup']> {
  const { uid, tenantId, code, sealedLabel, createdAt } = group
  return database.transaction(async (trx) => {
    if ((await countOfTenant(trx, tenantId, 'face_groups')) >= MAX_FACE_GROUPS)
      throw new StoreConflict('A tenant has no more face groups than this')
    const row = await trx
      .insertInto('face_groups')
      .values({ uid, tenant_id: tenantId, code, sealed_label: sealedLabel, created_at: createdAt })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw new StoreConflict('A face group with this code exists')
    const detail = { tenant: tenantId, group: code }
    await appendAudit(trx, {
      transactionId: uid,
      at: createdAt,
      event: 'face-group-created',
      detail,
    })
    return toFaceGroup(row)
  })
}

function relabelFaceGroup(
  database: SqlDatabase,
  ...[tenantId, id, sealedLabel, at]: Parameters<FaceGroupStore['relabelFaceGroup']>
): ReturnType<FaceGroupStore['relabelFaceGroup']> {
  return database.transaction(async (trx) => {
    const row = await trx
      .updateTable('face_groups')
      .set({ sealed_label: sealedLabel })
      .where(inNameOf(tenantId))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', String(id))
      .returning(['code', 'uid'])
      .executeTakeFirst()
    if (row === undefined) return false
    const detail = { tenant: tenantId, group: row.code }
    await appendAudit(trx, {
      transactionId: row.uid,
      at,
      event: 'face-group-relabelled',
      detail,
    })
    return true
  })
}

function removeFaceGroup(database: SqlDatabase, deletion: Deletion): Promise<readonly string[]> {
  const { transactionId: uid, at, reason } = deletion
  return database.transaction(async (trx) => {
    const group = await trx
      .selectFrom('face_groups')
      .select(['id', 'code', 'tenant_id'])
      .where('uid', '=', uid)
      .forUpdate()
      .executeTakeFirst()
    const faces =
      group === undefined
        ? []
        : await trx.deleteFrom('face_records').where('group_id', '=', group.id).returning('face_id').execute()
    await trx.deleteFrom('face_groups').where('uid', '=', uid).execute()
    await announceRemoval(trx)
    await recordDeletion(trx, deletion)
    const named = group === undefined ? {} : { tenant: group.tenant_id, group: group.code }
    const detail = { ...named, reason, faces: String(faces.length) }
    await appendAudit(trx, { transactionId: uid, at, event: 'face-group-removed', detail })
    return faces.map(({ face_id }) => face_id)
  })
}
