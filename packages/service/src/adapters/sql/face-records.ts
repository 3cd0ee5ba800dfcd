import { type Transaction as SqlTransaction, sql } from 'kysely'
import type { Deletion } from '../../ports/deletions.ts'
import {
  type FaceFilter,
  type FaceGroupStore,
  type FaceRegistration,
  MAX_FACES_OF_A_GROUP,
  type NewFaceRecord,
  type RegistrationOutcome,
  type TemplateRenewal,
} from '../../ports/face-groups.ts'
import { appendAudit, type NewAuditEntry } from './audit.ts'
import { recordDeletion } from './deletions.ts'
import { announceRemoval } from './face-groups.ts'
import { toFaceRecord } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import type { Tables } from './tables.ts'
import { inNameOf } from './tenant-scope.ts'

type FaceRecordPart = Pick<
  FaceGroupStore,
  | 'registerFace'
  | 'findFaces'
  | 'findFaceRefs'
  | 'removeFace'
  | 'facesAddedAfter'
  | 'additionsOf'
  | 'countTemplates'
  | 'facesAfter'
  | 'renewTemplate'
  | 'onFacesRemoved'
>

export function faceRecordPart(database: SqlDatabase): FaceRecordPart {
  const { db } = database
  return {
    registerFace: (registration, at) =>
      database.transaction(async (trx) => {
        const { outcome, entries } = await registerWithin(trx, registration, at)
        await appendAudit(trx, ...entries)
        return outcome
      }),
    async findFaces(group, filter, { offset, limit }) {
      const matching = filtered(database, group.id, filter)
      const { count } = await matching
        .select((select) => select.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
      const rows = await withCode(matching).orderBy('face_records.id').offset(offset).limit(limit).execute()
      return { records: rows.map(toFaceRecord), total: Number(count) }
    },
    findFaceRefs: (...args) => findFaceRefs(database, ...args),
    removeFace: (deletion) => removeFace(database, deletion),
    async facesAddedAfter(groupId, addition, limit) {
      const added = filtered(database, groupId, {}).where('face_records.addition', '>', String(addition))
      const rows = await withCode(added).orderBy('face_records.addition').limit(limit).execute()
      return rows.map(toFaceRecord)
    },
    async additionsOf(groupId) {
      const rows = await db
        .selectFrom('face_records')
        .select('addition')
        .where('group_id', '=', String(groupId))
        .execute()
      return rows.map(({ addition }) => Number(addition))
    },
    async countTemplates(tenantId) {
      const rows = await ofTenant(database, tenantId)
        .select(['face_groups.code', 'model_id', 'model_sha256'])
        .select((select) => select.fn.countAll<string>().as('count'))
        .groupBy(['face_groups.code', 'model_id', 'model_sha256'])
        .orderBy('face_groups.code')
        .orderBy('model_id')
        .execute()
      return rows.map(({ code, model_id, model_sha256, count }) => ({
        groupCode: code,
        model: { id: model_id, sha256: model_sha256 },
        faces: Number(count),
      }))
    },
    async facesAfter(tenantId, id, limit) {
      const rows = await ofTenant(database, tenantId)
        .where('face_records.id', '>', String(id))
        .selectAll('face_records')
        .select('face_groups.code')
        .orderBy('face_records.id')
        .limit(limit)
        .execute()
      return rows.map(toFaceRecord)
    },
    renewTemplate: (renewal, at) => renewTemplate(database, renewal, at),
    onFacesRemoved: (wake) => database.listen('bonafide_faces', wake),
  }
}

/**
 * Puts a record into its group inside an open SQL transaction; the caller appends the audit entries as the last thing.
 * The group's row is locked, so that additions are numbered in the order in which they are committed.
 */
export async function registerWithin(
  trx: SqlTransaction<Tables>,
  { tenantId, groupCode, record, replaces, searchedAt }: FaceRegistration,
  at: Date,
): Promise<{ readonly outcome: RegistrationOutcome; readonly entries: readonly NewAuditEntry[] }> {
  const refused = (outcome: RegistrationOutcome) => ({ outcome, entries: [] })
  const group = await trx
    .selectFrom('face_groups')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('code', '=', groupCode)
    .forUpdate()
    .executeTakeFirst()
  if (group === undefined) return refused('no-group')
  if (searchedAt !== undefined && Number(group.additions) !== searchedAt) return refused('changed')
  const before = await trx
    .selectFrom('face_records')
    .select('face_id')
    .where('group_id', '=', group.id)
    .where('user_mac', '=', record.userMac)
    .executeTakeFirst()
  if (before !== undefined && replaces === undefined) return refused('user-exists')
  if (before !== undefined && replaces?.transactionId !== before.face_id) return refused('changed')
  if (before === undefined && group.size >= MAX_FACES_OF_A_GROUP) return refused('full')
  const entries = replaces === undefined ? [] : [await removeWithin(trx, replaces)]
  await trx
    .updateTable('face_groups')
    .set({ additions: sql`additions + 1`, size: sql`size + 1` })
    .where('id', '=', group.id)
    .execute()
  const addition = Number(group.additions) + 1
  await trx
    .insertInto('face_records')
    .values(recordRow(record, Number(group.id), addition))
    .execute()
  const detail = { tenant: tenantId, group: groupCode, registration: record.registration }
  const entry = { transactionId: record.faceId, at, event: 'face-registered', detail }
  return { outcome: 'registered', entries: [...entries, entry] }
}

function recordRow(record: NewFaceRecord, groupId: number, addition: number) {
  return {
    group_id: groupId,
    face_id: record.faceId,
    user_mac: record.userMac,
    wrapped_key: record.wrappedKey,
    sealed_user: record.sealedUser,
    sealed_template: record.sealedTemplate,
    model_id: record.model.id,
    model_sha256: record.model.sha256,
    registration: record.registration,
    created_at: record.createdAt,
    addition,
  }
}

function filtered({ db }: SqlDatabase, groupId: number, { addition, faceId, userMac, registration }: FaceFilter) {
  let matching = db
    .selectFrom('face_records')
    .innerJoin('face_groups', 'face_groups.id', 'face_records.group_id')
    .where('face_groups.id', '=', String(groupId))
  if (addition !== undefined) matching = matching.where('face_records.addition', '=', String(addition))
  // No id with a NUL is stored; a text that matches none stands for it.
  if (faceId !== undefined) matching = matching.where('face_id', '=', storable(faceId) ? faceId : '')
  if (userMac !== undefined) matching = matching.where('user_mac', '=', userMac)
  if (registration !== undefined) matching = matching.where('registration', '=', registration)
  return matching
}

function withCode(matching: ReturnType<typeof filtered>) {
  return matching.selectAll('face_records').select('face_groups.code')
}

async function findFaceRefs(
  { db }: SqlDatabase,
  ...[tenantId, which]: Parameters<FaceGroupStore['findFaceRefs']>
): ReturnType<FaceGroupStore['findFaceRefs']> {
  let wanted = db
    .selectFrom('face_records')
    .innerJoin('face_groups', 'face_groups.id', 'face_records.group_id')
    .where(inNameOf(tenantId))
    .where('face_groups.tenant_id', '=', tenantId)
  wanted =
    'id' in which
      ? wanted.where('face_records.id', '=', String(which.id))
      : wanted.where('face_records.user_mac', '=', which.userMac)
  if ('groupCode' in which && which.groupCode !== undefined) {
    wanted = wanted.where('face_groups.code', '=', which.groupCode)
  }
  const rows = await wanted.select(['face_records.face_id', 'face_groups.code']).orderBy('face_records.id').execute()
  return rows.map(({ face_id, code }) => ({ faceId: face_id, groupCode: code }))
}

function ofTenant({ db }: SqlDatabase, tenantId: string) {
  return db
    .selectFrom('face_records')
    .innerJoin('face_groups', 'face_groups.id', 'face_records.group_id')
    .where('face_groups.tenant_id', '=', tenantId)
}

function renewTemplate(database: SqlDatabase, renewal: TemplateRenewal, at: Date): Promise<boolean> {
  const { faceId, before, model, sealedTemplate } = renewal
  return database.transaction(async (trx) => {
    const group = await lockGroupOf(trx, faceId)
    if (group === undefined) return false
    const renewed = await trx
      .updateTable('face_records')
      .set({
        sealed_template: sealedTemplate,
        model_id: model.id,
        model_sha256: model.sha256,
        addition: Number(group.additions) + 1,
      })
      .where('face_id', '=', faceId)
      .where('model_id', '=', before.id)
      .where('model_sha256', '=', before.sha256)
      .returning('id')
      .executeTakeFirst()
    if (renewed === undefined) return false
    await trx
      .updateTable('face_groups')
      .set({ additions: sql`additions + 1`, removals: sql`removals + 1` })
      .where('id', '=', group.id)
      .execute()
    await announceRemoval(trx)
    const detail = { from: before.id, to: model.id }
    await appendAudit(trx, { transactionId: faceId, at, event: 'face-template-renewed', detail })
    return true
  })
}

/** The group's row first, as everywhere. */
function lockGroupOf(trx: SqlTransaction<Tables>, faceId: string) {
  return trx
    .selectFrom('face_groups')
    .select(['id', 'additions'])
    .where('id', 'in', (select) => select.selectFrom('face_records').select('group_id').where('face_id', '=', faceId))
    .forUpdate()
    .executeTakeFirst()
}

function removeFace(database: SqlDatabase, deletion: Deletion): Promise<void> {
  return database.transaction(async (trx) => {
    await lockGroupOf(trx, deletion.transactionId)
    await appendAudit(trx, await removeWithin(trx, deletion))
  })
}

/** The group's row is locked already. */
async function removeWithin(trx: SqlTransaction<Tables>, deletion: Deletion): Promise<NewAuditEntry> {
  const { transactionId: faceId, at, reason } = deletion
  const removed = await trx
    .deleteFrom('face_records')
    .where('face_id', '=', faceId)
    .returning('group_id')
    .executeTakeFirst()
  if (removed !== undefined) {
    await trx
      .updateTable('face_groups')
      .set({ removals: sql`removals + 1`, size: sql`size - 1` })
      .where('id', '=', removed.group_id)
      .execute()
  }
  await announceRemoval(trx)
  await recordDeletion(trx, deletion)
  return { transactionId: faceId, at, event: 'face-removed', detail: { reason } }
}
