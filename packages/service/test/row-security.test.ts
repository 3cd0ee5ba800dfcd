import { randomUUID } from 'node:crypto'
import { openTestDatabase } from '@bonafide/testing'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from '../src/adapters/postgres/open-postgres.ts'
import type { SqlDatabase } from '../src/adapters/sql/sql-database.ts'
import { openSqlStore } from '../src/adapters/sql/sql-store.ts'
import { holdsRowSecurity, inNameOf } from '../src/adapters/sql/tenant-scope.ts'
import { openPlainPostgres } from './test-postgres.ts'

const server = process.env['BONAFIDE_TEST_DATABASE_URL']
const onError = () => undefined
const [A, B] = ['tenant-a', 'tenant-b'] as const

/** Every table that holds something of a tenant. */
const TABLES = [
  'tenants',
  'access_keys',
  'transactions',
  'callbacks',
  'uploads',
  'face_groups',
  'attempts',
  'decisions',
  'reviews',
  'face_records',
] as const

/** A tenant with one row in each table, whose ids begin with its own. */
const rowsOf = (tenant: string) => `
insert into tenants values ('${tenant}', 'x', 'test', '{"retentionDays":30}', '\\x00', '{}', now());
insert into access_keys values ('${tenant}-key', '${tenant}', '\\x00', true, true, now());
insert into transactions (id, tenant_id, merchant_biz_id, product_code, steps, wrapped_key, sealed_request, created_at, expires_at)
  values ('${tenant}-tx', '${tenant}', 'x', 'eKYC_PRO', '{}', '\\x00', '\\x00', now(), now());
insert into callbacks (id, tenant_id, transaction_id, sealed_url, created_at, due_at)
  values ('${tenant}-callback', '${tenant}', '${tenant}-tx', '\\x00', now(), now());
insert into uploads (id, tenant_id, expires_at) values ('${tenant}-upload', '${tenant}', now());
insert into attempts (id, transaction_id, step, number, expires_at, state)
  values ('${tenant}-attempt', '${tenant}-tx', 'face', 1, now(), 'open');
insert into decisions values ('${tenant}-tx', 1, true, '200', 'Success', '\\x00', now());
insert into reviews (transaction_id, passed, sub_code, ekyc_result, reviewer, sealed_note, at)
  values ('${tenant}-tx', true, '200', 'Success', 'x', '\\x00', now());
insert into face_groups (uid, tenant_id, code, sealed_label, created_at) values ('${tenant}-group', '${tenant}', 'x', '\\x00', now());
insert into face_records (group_id, face_id, user_mac, wrapped_key, sealed_user, sealed_template, model_id, model_sha256,
  registration, created_at, addition)
  select id, '${tenant}-face', 'x', '\\x00', '\\x00', '\\x00', 'm', '00', 'manual', now(), 1 from face_groups
  where uid = '${tenant}-group';
`

function rowSecurity(name: string, open: () => Promise<SqlDatabase>): void {
  describe(`row-level security on ${name}`, () => {
    let database: SqlDatabase
    beforeAll(async () => {
      database = await open()
      await database.run(rowsOf(A) + rowsOf(B))
    }, 60_000)
    afterAll(() => database.close(), 60_000)

    /** As a method of the store would ask that forgot to say whose rows it wants. */
    const all = (table: string, condition: RawBuilder<boolean>) =>
      sql<{ row: string }>`select t::text as row from ${sql.table(table)} t where ${condition}`.execute(database.db)

    it('holds the role that the service connects as', async () => {
      expect(await holdsRowSecurity(database)).toBe(true)
    })

    it.each(TABLES)(
      'a statement in the name of one tenant that forgot its condition sees nothing else of %s',
      async (table) => {
        const everything = await all(table, sql<boolean>`true`)
        expect(everything.rows.length).toBe(2)
        const own = await all(table, inNameOf(A))
        expect(own.rows).toHaveLength(1)
        const foreign = table === 'reviews' || table === 'decisions' ? `${B}-tx` : B
        expect(own.rows[0]?.row).not.toContain(foreign)
        expect((await all(table, inNameOf('nobody'))).rows).toEqual([])
        // The name goes with its statement: the next one on this connection has none.
        expect((await all(table, sql<boolean>`true`)).rows).toEqual(everything.rows)
      },
    )

    it('changes and deletes nothing of another tenant, and writes nothing in its name', async () => {
      const deleted = await database.db
        .deleteFrom('uploads')
        .where(inNameOf(A))
        .where('id', '=', `${B}-upload`)
        .execute()
      expect(deleted[0]?.numDeletedRows).toBe(0n)
      const changed = await database.db
        .updateTable('transactions')
        .set({ merchant_biz_id: 'stolen' })
        .where(inNameOf(A))
        .returning('id')
        .execute()
      expect(changed.map(({ id }) => id)).toEqual([`${A}-tx`])
      const written = database.transaction(async (trx) => {
        await trx.selectFrom('tenants').select('id').where(inNameOf(A)).execute()
        const upload = { id: randomUUID(), tenant_id: B, expires_at: new Date() }
        await trx.insertInto('uploads').values(upload).execute()
      })
      await expect(written).rejects.toThrow('row-level security')
    })

    it('holds to the end of an SQL transaction and no longer', async () => {
      const seen = await database.transaction(async (trx) => {
        await trx.selectFrom('tenants').select('id').where(inNameOf(B)).execute()
        return trx.selectFrom('transactions').select('id').execute()
      })
      expect(seen).toEqual([{ id: `${B}-tx` }])
      expect(await database.db.selectFrom('transactions').select('id').execute()).toHaveLength(2)
    })
  })
}

// The embedded database connects as its superuser, so the same policies are shown under a role of its own.
rowSecurity('PGlite', async () => {
  const database = await openTestDatabase()
  await database.run(`create role plain nologin;
    grant all on all tables in schema public to plain;
    grant all on all sequences in schema public to plain;
    set role plain`)
  return database
})

if (server !== undefined) {
  rowSecurity('PostgreSQL', async () => {
    const postgres = await openPlainPostgres(server)
    const database = await openPostgres({ url: postgres.url, onError })
    await openSqlStore(database, { judgingDeadlineMs: 60_000, onError })
    return { ...database, close: () => database.close().then(() => postgres.close()) }
  })
}
