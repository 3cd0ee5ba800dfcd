import type { Transaction as SqlTransaction } from 'kysely'
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
      const secrets = await database.transaction((trx) => rewrapSecrets(trx, id, change))
      const transactions = await inPages((after) => database.transaction((trx) => rewrapKeys(trx, id, after, change)))
      const faces = await inPages((after) => database.transaction((trx) => rewrapFaces(trx, id, after, change)))
      const forwarded = await inPages((after) => database.transaction((trx) => rewrapForwarded(trx, id, after, change)))
      const compared = await inPages((after) =>
        database.transaction((trx) => rewrapComparisons(trx, id, after, change)),
      )
      return secrets + transactions + faces + forwarded + compared
    },
  }
}

interface Page {
  readonly changed: number
  /** Undefined when there are no more. */
  readonly last: string | undefined
}

async function inPages(rewrapPage: (after: string) => Promise<Page>): Promise<number> {
  let changed = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Page = await rewrapPage(after)
    changed += page.changed
    after = page.last
  }
  return changed
}

interface Rewrapped<Row> {
  readonly idOf: (row: Row) => string
  /** Undefined where nothing has to change. */
  readonly next: (row: Row) => Uint8Array | undefined
  readonly write: (row: Row, next: Uint8Array) => Promise<unknown>
}

/** Writes anew what has to be of the rows of one page. */
async function rewrapRows<Row>(rows: readonly Row[], { idOf, next, write }: Rewrapped<Row>): Promise<Page> {
  let changed = 0
  for (const row of rows) {
    const bytes = next(row)
    if (bytes === undefined) continue
    await write(row, bytes)
    changed += 1
  }
  const last = rows.length < PAGE ? undefined : rows.at(-1)
  return { changed, last: last === undefined ? undefined : idOf(last) }
}

async function rewrapKeys(
  trx: SqlTransaction<Tables>,
  tenantId: string,
  after: string,
  { wrappedKey }: TenantRewrap,
): Promise<Page> {
  const rows = await trx
    .selectFrom('transactions')
    .select(['id', 'wrapped_key'])
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .forUpdate()
    .execute()
  return rewrapRows(rows, {
    idOf: (row) => row.id,
    next: (row) => wrappedKey(row.id, new Uint8Array(row.wrapped_key)),
    write: (row, bytes) =>
      trx.updateTable('transactions').set({ wrapped_key: bytes }).where('id', '=', row.id).execute(),
  })
}

/** Of a face record nothing else changes afterwards, so its group need not be locked. */
async function rewrapFaces(
  trx: SqlTransaction<Tables>,
  tenantId: string,
  after: string,
  { wrappedKey }: TenantRewrap,
): Promise<Page> {
  const rows = await trx
    .selectFrom('face_records')
    .select(['face_id', 'wrapped_key'])
    .where('group_id', 'in', (select) =>
      select.selectFrom('face_groups').select('id').where('tenant_id', '=', tenantId),
    )
    .where('face_id', '>', after)
    .orderBy('face_id')
    .limit(PAGE)
    .forUpdate()
    .execute()
  return rewrapRows(rows, {
    idOf: (row) => row.face_id,
    next: (row) => wrappedKey(row.face_id, new Uint8Array(row.wrapped_key)),
    write: (row, bytes) =>
      trx.updateTable('face_records').set({ wrapped_key: bytes }).where('face_id', '=', row.face_id).execute(),
  })
}

/** What shadow mode keeps is never changed after it was written, only deleted. */
async function rewrapForwarded(
  trx: SqlTransaction<Tables>,
  tenantId: string,
  after: string,
  { forwarded }: TenantRewrap,
): Promise<Page> {
  const rows = await trx
    .selectFrom('shadow_verifications')
    .select(['id', 'sealed'])
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .execute()
  return rewrapRows(rows, {
    idOf: (row) => row.id,
    next: (row) => forwarded(row.id, new Uint8Array(row.sealed)),
    write: (row, bytes) =>
      trx.updateTable('shadow_verifications').set({ sealed: bytes }).where('id', '=', row.id).execute(),
  })
}

async function rewrapComparisons(
  trx: SqlTransaction<Tables>,
  tenantId: string,
  after: string,
  { comparison }: TenantRewrap,
): Promise<Page> {
  const rows = await trx
    .selectFrom('shadow_comparisons')
    .select(['id', 'sealed'])
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after === '' ? '0' : after)
    .orderBy('id')
    .limit(PAGE)
    .execute()
  return rewrapRows(rows, {
    idOf: (row) => row.id,
    next: (row) => comparison(new Uint8Array(row.sealed)),
    write: (row, bytes) =>
      trx.updateTable('shadow_comparisons').set({ sealed: bytes }).where('id', '=', row.id).execute(),
  })
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
  const keys = await trx.selectFrom('access_keys').select(['id', 'sealed_secret']).where('tenant_id', '=', id).execute()
  const rewrappedKeys = await rewrapRows(keys, {
    idOf: (key) => key.id,
    next: (key) => change.accessKey(key.id, new Uint8Array(key.sealed_secret)),
    write: (key, bytes) =>
      trx.updateTable('access_keys').set({ sealed_secret: bytes }).where('id', '=', key.id).execute(),
  })
  const groups = await trx
    .selectFrom('face_groups')
    .select(['id', 'code', 'sealed_label'])
    .where('tenant_id', '=', id)
    .forUpdate()
    .execute()
  const rewrappedLabels = await rewrapRows(groups, {
    idOf: (group) => group.id,
    next: (group) => change.groupLabel(group.code, new Uint8Array(group.sealed_label)),
    write: (group, bytes) =>
      trx.updateTable('face_groups').set({ sealed_label: bytes }).where('id', '=', group.id).execute(),
  })
  return changed + rewrappedKeys.changed + rewrappedLabels.changed
}
