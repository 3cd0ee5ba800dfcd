import { access, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { CALLBACK_SECRET_FIELD } from '../custody/custody.ts'
import { StoreConflict, type Tenant } from '../ports/store.ts'
import { type IssuedKey, issueAccessKey, readAccessKey } from './access-keys.ts'
import type { AdminTools } from './admin-tools.ts'
import { createTenant } from './tenants.ts'

type FirstStartTools = Pick<AdminTools, 'store' | 'keys' | 'clock'>

const TENANT = { id: 'default', name: 'Default', mode: 'test' } as const

/**
 * Gives an empty service its tenant "default" in test mode, with one access key. The key and the callback secret are
 * written to `access-key.json` in the data folder, for its owner only. Answers the path when it did.
 *
 * The draft of that file is there from before the first write to the store until the end: a start that finds it goes on
 * where another one was killed.
 */
export async function prepareFirstStart(dataDir: string, tools: FirstStartTools): Promise<string | undefined> {
  const path = join(dataDir, 'access-key.json')
  const draft = `${path}.new`
  const interrupted = await exists(draft)
  if (!interrupted && (await tools.store.listTenants()).length > 0) return undefined
  await writeDurably(draft, '', 'a')
  const tenant = (interrupted ? await tools.store.findTenant(TENANT.id) : undefined) ?? (await begin(tools))
  if (tenant === undefined) return undefined
  const secrets = { ...(await firstKey(tenant, tools)), CallbackSecret: callbackSecretOf(tenant, tools) }
  await writeDurably(draft, `${JSON.stringify({ ...secrets, Tenant: tenant.id }, undefined, 2)}\n`, 'w')
  await rename(draft, path)
  return path
}

/** Undefined when another process on the same database was quicker. */
async function begin({ store, keys, clock }: FirstStartTools): Promise<Tenant | undefined> {
  try {
    return (await createTenant(TENANT, store, keys, clock.now())).tenant
  } catch (error) {
    if (error instanceof StoreConflict) return undefined
    throw error
  }
}

async function firstKey(tenant: Tenant, tools: FirstStartTools): Promise<IssuedKey> {
  const [issued] = await tools.store.listAccessKeys(tenant.id)
  return issued === undefined ? issueAccessKey(tenant, tools) : readAccessKey(issued, tenant, tools.keys)
}

function callbackSecretOf(tenant: Tenant, { keys }: FirstStartTools): string {
  const [sealed] = tenant.sealedCallbackSecrets
  if (sealed === undefined) return ''
  return new TextDecoder().decode(keys.tenant(tenant).open(CALLBACK_SECRET_FIELD, sealed))
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** With `a` nothing is lost that another process wrote there meanwhile. */
async function writeDurably(path: string, text: string, flag: 'a' | 'w'): Promise<void> {
  const file = await open(path, flag, 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
