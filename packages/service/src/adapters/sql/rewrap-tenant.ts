import { type RawBuilder, type Transaction as SqlTransaction, sql } from 'kysely'
import type { Store, TenantRewrap } from '../../ports/store.ts'
import type { SqlDatabase } from './sql-database.ts'
import type { Tables } from './tables.ts'

/** Rows of one SQL transaction: they are locked for some 20 ms, and a judgement that concludes waits no longer. */
const PAGE = 200
/** F7: what a process remembers of a tenant is 3 s old at most; the rest is for requests that are under way. */
const CHANGE_SPREADS_MS = 8_000

export function rewrapPart(database: SqlDatabase): Pick<Store, 'rewrapTenant' | 'changeSpreadsMs'> {
  return {
    changeSpreadsMs: database.exclusive ? 0 : CHANGE_SPREADS_MS,
    async rewrapTenant(id, change) {
      let changed = await database.transaction((trx) => rewrapSecrets(trx, id, change))
      for (const place of PLACES)
        for (let after: string | undefined = place.before; after !== undefined; ) {
          const from: string = after
          const page = await database.transaction((trx) =>
            rewrapPage(trx, place, { tenantId: id, after: from, change }),
          )
          changed += page.changed
          after = page.last
        }
      return changed
    },
  }
}

/** A table with many rows of a tenant, each with bytes that its key seals or wraps. */
interface Place {
  readonly table: keyof Tables
  readonly id: string
  /** What comes before every id. */
  readonly before: '' | '0'
  readonly sealed: string
  readonly ofTenant: (tenantId: string) => RawBuilder<unknown>
  /** Undefined where nothing has to change. */
  readonly next: (change: TenantRewrap, id: string, bytes: Uint8Array) => Uint8Array | undefined
}

const ofTenant: Place['ofTenant'] = (id) => sql`tenant_id = ${id}`

/** What shadow mode keeps is never changed after it was written, and of a face record nothing else: no group is locked. */
const PLACES: readonly Place[] = [
  {
    table: 'transactions',
    id: 'id',
    before: '',
    sealed: 'wrapped_key',
    ofTenant,
    next: ({ wrappedKey }, id, bytes) => wrappedKey(id, bytes),
  },
  {
    table: 'face_records',
    id: 'face_id',
    before: '',
    sealed: 'wrapped_key',
    ofTenant: (id) => sql`group_id in (select id from face_groups where tenant_id = ${id})`,
    next: ({ wrappedKey }, id, bytes) => wrappedKey(id, bytes),
  },
  {
    table: 'shadow_verifications',
    id: 'id',
    before: '',
    sealed: 'sealed',
    ofTenant,
    next: ({ forwarded }, id, bytes) => forwarded(id, bytes),
  },
  {
    table: 'shadow_comparisons',
    id: 'id',
    before: '0',
    sealed: 'sealed',
    ofTenant,
    next: ({ comparison }, _id, bytes) => comparison(bytes),
  },
]

interface PageToRewrap {
  readonly tenantId: string
  readonly after: string
  readonly change: TenantRewrap
}

/** Answers the last id of a full page; undefined when there are no more. */
async function rewrapPage(
  trx: SqlTransaction<Tables>,
  { table, id, sealed, ofTenant: condition, next }: Place,
  { tenantId, after, change }: PageToRewrap,
): Promise<{ readonly changed: number; readonly last: string | undefined }> {
  const [rows, key, bytes] = [sql.table(table), sql.ref(id), sql.ref(sealed)]
  const page = await sql<SealedRow>`
    select ${key} as id, ${bytes} as sealed from ${rows}
    where ${condition(tenantId)} and ${key} > ${after} order by ${key} limit ${PAGE} for update`.execute(trx)
  const changed = await rewrapRows(page.rows, {
    next: (row) => next(change, row.id, row.sealed),
    write: (row, rewrapped) => sql`update ${rows} set ${bytes} = ${rewrapped} where ${key} = ${row.id}`.execute(trx),
  })
  return { changed, last: page.rows.length < PAGE ? undefined : page.rows.at(-1)?.id }
}

interface SealedRow {
  readonly id: string
  readonly sealed: Uint8Array
}

interface Rewrapping<Row> {
  readonly next: (row: Row) => Uint8Array | undefined
  readonly write: (row: Row, next: Uint8Array) => Promise<unknown>
}

/** Writes anew what has to be; answers how many. */
async function rewrapRows<Row extends SealedRow>(
  rows: readonly Row[],
  { next, write }: Rewrapping<Row>,
): Promise<number> {
  let changed = 0
  for (const row of rows) {
    const rewrapped = next({ ...row, sealed: new Uint8Array(row.sealed) })
    if (rewrapped === undefined) continue
    await write(row, rewrapped)
    changed += 1
  }
  return changed
}

/** The few secrets of the tenant itself. */
async function rewrapSecrets(trx: SqlTransaction<Tables>, id: string, change: TenantRewrap): Promise<number> {
  const tenant = await trx
    .selectFrom('tenants')
    .select('sealed_callback_secrets')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (tenant === undefined) return 0
  let changed = 0
  const secrets = tenant.sealed_callback_secrets.map((sealed) => {
    const next = change.callbackSecret(new Uint8Array(sealed))
    if (next !== undefined) changed += 1
    return next ?? new Uint8Array(sealed)
  })
  if (changed > 0)
    await trx.updateTable('tenants').set({ sealed_callback_secrets: secrets }).where('id', '=', id).execute()
  const keys = await trx
    .selectFrom('access_keys')
    .select(['id', 'sealed_secret as sealed'])
    .where('tenant_id', '=', id)
    .execute()
  changed += await rewrapRows(keys, {
    next: (key) => change.accessKey(key.id, key.sealed),
    write: (key, bytes) =>
      trx.updateTable('access_keys').set({ sealed_secret: bytes }).where('id', '=', key.id).execute(),
  })
  const groups = await trx
    .selectFrom('face_groups')
    .select(['id', 'code', 'sealed_label as sealed'])
    .where('tenant_id', '=', id)
    .forUpdate()
    .execute()
  changed += await rewrapRows(groups, {
    next: (group) => change.groupLabel(group.code, group.sealed),
    write: (group, bytes) =>
      trx.updateTable('face_groups').set({ sealed_label: bytes }).where('id', '=', group.id).execute(),
  })
  return changed
}
