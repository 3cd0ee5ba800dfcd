import { z } from 'zod'
import { RECEIPT_SEED } from '../custody/custody.ts'
import { newMasterKey } from '../custody/master-key.ts'
import { AdminError, type AdminTools, defineAdminCommand, tenantId } from './admin-tools.ts'
import { retireTenantKey, rotateTenantKey } from './rotate-tenant.ts'

/**
 * A new master key: from here on it seals, and everything that the old one wrapped is wrapped by it, which is a key for
 * each tenant and no material at all. The old one still opens until it is retired (security.md F2).
 */
const rotateMaster = defineAdminCommand({
  name: 'custody.rotate-master',
  args: z.object({}),
  async run(_args, tools) {
    const { masterKeys, keys } = tools
    const held = await masterKeys.read()
    if (!masterKeys.mounted && held.length > 1) {
      throw new AdminError('The master key before is not retired yet. See: bonafide custody retire-master')
    }
    const next = masterKeys.mounted ? held : [newMasterKey(), ...held]
    // In the file before it seals anything: what it seals must never outlive it.
    if (!masterKeys.mounted) await masterKeys.write(next)
    keys.useMasterKeys(next)
    await tools.store.keepInstallationSecret(RECEIPT_SEED, keys.sealReceiptSeed())
    return { rewrapped: await rewrapTenants(tools), keys: next.length }
  },
})

/** Takes the older master keys away, after everything was found to open with the newest. */
const retireMaster = defineAdminCommand({
  name: 'custody.retire-master',
  args: z.object({}),
  async run(_args, tools) {
    const { masterKeys, keys } = tools
    const [newest, ...older] = await masterKeys.read()
    if (newest === undefined || older.length === 0) throw new AdminError('There is one master key only.')
    // Once more, for tenants that another process made meanwhile with the older key.
    const rewrapped = await rewrapTenants(tools)
    if (rewrapped > 0)
      throw new AdminError('Tenants were still wrapped by the older key. They no longer are: try again.')
    if (masterKeys.mounted) {
      return { retired: 0, left: older.length, note: 'Remove the lines behind the first from the mounted file.' }
    }
    await masterKeys.write([newest])
    keys.useMasterKeys([newest])
    return { retired: older.length, left: 0 }
  },
})

async function rewrapTenants({ store, keys }: AdminTools): Promise<number> {
  let rewrapped = 0
  for (const tenant of await store.listTenants()) {
    const wrappedKey = keys.rewrapTenantKey(tenant)
    if (wrappedKey === undefined) continue
    await store.updateTenant(tenant.id, { wrappedKey })
    rewrapped += 1
  }
  return rewrapped
}

const rotateTenant = defineAdminCommand({
  name: 'custody.rotate-tenant',
  args: z.object({ tenant: tenantId }),
  run: ({ tenant }, tools) => rotateTenantKey(tenant, tools),
})

const retireTenant = defineAdminCommand({
  name: 'custody.retire-tenant',
  args: z.object({ tenant: tenantId }),
  run: ({ tenant }, tools) => retireTenantKey(tenant, tools),
})

export const custodyCommands = [rotateMaster, retireMaster, rotateTenant, retireTenant]
