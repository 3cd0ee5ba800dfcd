import { sql } from 'kysely'
import type { FaceRecord } from '../../ports/face-groups.ts'
import type { FaceVectors } from '../../ports/face-vectors.ts'
import { type FaceRecordRow, toFaceRecord } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'

/** The server has no extension `vector`, or this role may not create it. */
export class VectorsMissing extends Error {
  readonly code = 'vectors-missing'
}

/** Any number that no other user of the database locks. */
const LOCK = 7_310_884_202

/**
 * No step of the schema: it exists where an operator asked for it, and is not part of an export. Held to one tenant like the
 * records themselves (0075-row-security).
 */
const TABLE = `
create extension if not exists vector;
create table if not exists face_vectors (
  record_id bigint primary key references face_records (id) on delete cascade,
  group_id bigint not null,
  -- The record's, when the vector was made: a record whose template was renewed has another one.
  addition bigint not null,
  template vector not null
);
create index if not exists face_vectors_group on face_vectors (group_id);
alter table face_vectors enable row level security;
alter table face_vectors force row level security;
drop policy if exists one_tenant on face_vectors;
create policy one_tenant on face_vectors using (
  coalesce(current_setting('bonafide.tenant', true), '') = ''
  or exists (select 1 from face_groups parent where parent.id = group_id));
`

/** Readable templates in a database with pgvector; makes their table at the first time. Rejects with `VectorsMissing`. */
export async function openFaceVectors(database: SqlDatabase): Promise<FaceVectors> {
  const { db } = database
  try {
    await database.run(`begin; select pg_advisory_xact_lock(${LOCK}); ${TABLE} commit`)
  } catch (cause) {
    throw new VectorsMissing('PostgreSQL has no extension "vector" here, or this role may not create it', { cause })
  }
  return {
    async countOthers(groupId, model) {
      const { rows } = await sql<{ others: string }>`
        select count(*) as others from face_records
        where group_id = ${groupId} and (model_id, model_sha256) <> (${model.id}, ${model.sha256})`.execute(db)
      return Number(rows[0]?.others)
    },
    async withoutVector(groupId, limit) {
      const { rows } = await sql<FaceRecordRow>`
        select face_records.*, face_groups.code from face_records
        join face_groups on face_groups.id = face_records.group_id
        left join face_vectors on face_vectors.record_id = face_records.id and face_vectors.addition = face_records.addition
        where face_records.group_id = ${groupId} and face_vectors.record_id is null
        order by face_records.id limit ${limit}`.execute(db)
      return rows.map(toFaceRecord)
    },
    async addVectors(vectors) {
      // A record that is being removed is locked until it is gone, and then has no row here.
      await sql`
        insert into face_vectors (record_id, group_id, addition, template)
        select face_records.id, face_records.group_id, face_records.addition, made.template::vector
        from unnest(${idsOf(vectors)}::bigint[], ${vectors.map(({ record }) => record.addition)}::bigint[],
          ${vectors.map(({ values }) => textOf(values))}::text[]) as made (id, addition, template)
        join face_records on face_records.id = made.id and face_records.addition = made.addition
        for key share of face_records
        on conflict (record_id) do update set addition = excluded.addition, template = excluded.template`.execute(db)
    },
    async nearVectors(groupId, values, most, limit) {
      const { rows } = await sql<FaceRecordRow & { distance: number }>`
        select face_records.*, face_groups.code, near.distance from (
          select record_id, addition, template <-> ${textOf(values)}::vector as distance
          from face_vectors where group_id = ${groupId}) near
        join face_records on face_records.id = near.record_id and face_records.addition = near.addition
        join face_groups on face_groups.id = face_records.group_id
        where near.distance <= ${most} order by near.distance, near.addition limit ${limit}`.execute(db)
      return rows.map((row) => ({ record: toFaceRecord(row), distance: row.distance }))
    },
  }
}

/** Whether readable templates lie in this database, wanted or not. */
export async function holdsFaceVectors(database: SqlDatabase): Promise<boolean> {
  const { rows } = await database.run("select to_regclass('face_vectors') is not null as there")
  return (rows as { there: boolean }[]).some(({ there }) => there)
}

function idsOf(vectors: readonly { readonly record: FaceRecord }[]): number[] {
  return vectors.map(({ record }) => record.id)
}

/** As pgvector reads it; 9 digits give the same 32-bit number back. */
function textOf(values: Float32Array): string {
  return `[${Array.from(values, (value) => value.toPrecision(9)).join(',')}]`
}
