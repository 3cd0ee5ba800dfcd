import type { AccessKey, KeyChange, Signer, Store, Tenant } from '../../ports/store.ts'
import { StoreConflict } from '../../ports/store.ts'
import { createBriefMemory } from './brief-memory.ts'
import { toAccessKey, toTenant } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import { inNameOf } from './tenant-scope.ts'

/** security.md F7 */
const ACTIVE_KEYS_OF_A_TENANT = 2
/** Below the 5 s after which a change must hold in every process; the look itself takes some of them. */
const SIGNER_MS = 3_000
const SIGNERS = 1_000

type TenantPart = Pick<
  Store,
  | 'createTenant'
  | 'findTenant'
  | 'listTenants'
  | 'updateTenant'
  | 'createAccessKey'
  | 'findAccessKey'
  | 'findSigner'
  | 'listAccessKeys'
  | 'setAccessKey'
>

export function tenantPart(database: SqlDatabase): TenantPart {
  const { db } = database
  const signers = createBriefMemory({ look: (id) => findSigner(part, id), forMs: SIGNER_MS, most: SIGNERS })
  const part: TenantPart = {
    async createTenant(tenant) {
      const inserted = await db
        .insertInto('tenants')
        .values(tenantRow(tenant))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (inserted.numInsertedOrUpdatedRows === 0n) throw new StoreConflict('A tenant with this id exists')
    },
    async findTenant(id) {
      if (!storable(id)) return undefined
      const row = await db.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : toTenant(row)
    },
    async listTenants() {
      return (await db.selectFrom('tenants').selectAll().orderBy('created_at').orderBy('id').execute()).map(toTenant)
    },
    async updateTenant(id, { name, settings, sealedCallbackSecrets, wrappedKey }) {
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(wrappedKey === undefined ? {} : { wrapped_key: wrappedKey }),
        ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
        ...(sealedCallbackSecrets === undefined ? {} : { sealed_callback_secrets: [...sealedCallbackSecrets] }),
      }
      if (Object.keys(change).length === 0) return
      await db.updateTable('tenants').set(change).where('id', '=', id).execute()
      signers.forgetAll()
    },
    createAccessKey: (key) => createAccessKey(database, key),
    async findAccessKey(id) {
      if (!storable(id)) return undefined
      const row = await db.selectFrom('access_keys').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : toAccessKey(row)
    },
    findSigner: (id) => signers.find(id),
    async listAccessKeys(tenantId) {
      const rows = await db
        .selectFrom('access_keys')
        .selectAll()
        .where(inNameOf(tenantId))
        .where('tenant_id', '=', tenantId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(toAccessKey)
    },
    async setAccessKey(id, change) {
      await setAccessKey(database, id, change)
      signers.forget(id)
    },
  }
  return part
}

async function findSigner(
  store: Pick<Store, 'findAccessKey' | 'findTenant'>,
  accessKeyId: string,
): Promise<Signer | undefined> {
  const key = await store.findAccessKey(accessKeyId)
  const tenant = key === undefined ? undefined : await store.findTenant(key.tenantId)
  return key === undefined || tenant === undefined ? undefined : { key, tenant }
}

function createAccessKey(database: SqlDatabase, key: AccessKey): Promise<void> {
  return database.transaction(async (trx) => {
    await trx.selectFrom('tenants').select('id').where('id', '=', key.tenantId).forUpdate().execute()
    const existing = await trx
      .selectFrom('access_keys')
      .select(['id', 'active', 'tenant_id'])
      .where((where) => where.or([where('tenant_id', '=', key.tenantId), where('id', '=', key.id)]))
      .execute()
    if (existing.some(({ id }) => id === key.id)) throw new StoreConflict('An access key with this id exists')
    refuseThirdKey(existing.filter(({ active }) => active).length, key.active)
    await trx
      .insertInto('access_keys')
      .values({
        id: key.id,
        tenant_id: key.tenantId,
        sealed_secret: key.sealedSecret,
        active: key.active,
        allow_v2: key.allowV2,
        allowed_operations: key.allowedOperations === undefined ? null : [...key.allowedOperations],
        created_at: key.createdAt,
      })
      .execute()
  })
}

function setAccessKey(database: SqlDatabase, id: string, { active, allowV2, allowedOperations }: KeyChange) {
  return database.transaction(async (trx) => {
    const key = await trx.selectFrom('access_keys').select('tenant_id').where('id', '=', id).executeTakeFirst()
    if (key === undefined) return
    await trx.selectFrom('tenants').select('id').where('id', '=', key.tenant_id).forUpdate().execute()
    const others = await trx
      .selectFrom('access_keys')
      .select('id')
      .where('tenant_id', '=', key.tenant_id)
      .where('id', '!=', id)
      .where('active', '=', true)
      .execute()
    refuseThirdKey(others.length, active === true)
    const change = {
      ...(active === undefined ? {} : { active }),
      ...(allowV2 === undefined ? {} : { allow_v2: allowV2 }),
      ...(allowedOperations === undefined
        ? {}
        : { allowed_operations: allowedOperations === 'all' ? null : [...allowedOperations] }),
    }
    if (Object.keys(change).length > 0) await trx.updateTable('access_keys').set(change).where('id', '=', id).execute()
  })
}

function refuseThirdKey(activeAlready: number, oneMore: boolean): void {
  if (oneMore && activeAlready >= ACTIVE_KEYS_OF_A_TENANT) {
    throw new StoreConflict('A tenant has at most two active access keys; disable one first')
  }
}

function tenantRow(tenant: Tenant) {
  return {
    id: tenant.id,
    name: tenant.name,
    mode: tenant.mode,
    settings: JSON.stringify(tenant.settings),
    wrapped_key: tenant.wrappedKey,
    sealed_callback_secrets: [...tenant.sealedCallbackSecrets],
    created_at: tenant.createdAt,
  }
}
