import { z } from 'zod'
import { StoreConflict } from '../ports/store.ts'
import { issueAccessKey, showAccessKey } from './access-keys.ts'
import { AdminError, defineAdminCommand, requireTenant, tenantId } from './admin-tools.ts'

const create = defineAdminCommand({
  name: 'keys.create',
  args: z.object({ tenant: tenantId }),
  async run({ tenant }, tools) {
    try {
      return await issueAccessKey(await requireTenant(tenant, tools), tools.store, tools.keys, tools.clock.now())
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error
      throw new AdminError('Two keys are active already. Disable one first: bonafide keys disable ACCESS_KEY_ID')
    }
  },
})

const list = defineAdminCommand({
  name: 'keys.list',
  args: z.object({ tenant: tenantId }),
  async run({ tenant }, tools) {
    await requireTenant(tenant, tools)
    return (await tools.store.listAccessKeys(tenant)).map(showAccessKey)
  },
})

const disable = defineAdminCommand({
  name: 'keys.disable',
  args: z.object({ id: z.string().min(1).max(64) }),
  async run({ id }, { store }) {
    if ((await store.findAccessKey(id)) === undefined) throw new AdminError(`There is no access key ${id}.`)
    await store.setAccessKey(id, { active: false })
    return { AccessKeyId: id, active: false }
  },
})

export const keyCommands = [create, list, disable]
