import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreConflict } from '../ports/store.ts'
import { issueAccessKey } from './access-keys.ts'
import type { AdminTools } from './admin-tools.ts'
import { createTenant } from './tenants.ts'

/**
 * Gives an empty service its tenant "default" in test mode, with one access key. The key and the callback secret are
 * written to `access-key.json` in the data folder, for its owner only. Answers the path when it did.
 */
export async function prepareFirstStart(dataDir: string, tools: AdminTools): Promise<string | undefined> {
  const { store, keys, clock } = tools
  if ((await store.listTenants()).length > 0) return undefined
  const order = { id: 'default', name: 'Default', mode: 'test' } as const
  const created = await createTenant(order, store, keys, clock.now()).catch(unlessTaken)
  if (created === undefined) return undefined
  const { tenant, callbackSecret } = created
  const issued = await issueAccessKey(tenant, store, keys, clock.now())
  const path = join(dataDir, 'access-key.json')
  const text = JSON.stringify({ ...issued, CallbackSecret: callbackSecret, Tenant: tenant.id }, undefined, 2)
  await writeFile(path, `${text}\n`, { mode: 0o600 })
  return path
}

/** Another process on the same database was quicker. */
function unlessTaken(error: unknown): undefined {
  if (!(error instanceof StoreConflict)) throw error
}
