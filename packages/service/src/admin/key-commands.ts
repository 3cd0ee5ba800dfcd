import { operations } from '@bonafide/protocol'
import { z } from 'zod'
import { lendTemporaryKey } from '../custody/temporary-keys.ts'
import { minutesAfter } from '../flow/tools.ts'
import { StoreConflict } from '../ports/store.ts'
import { issueAccessKey, showAccessKey } from './access-keys.ts'
import { AdminError, defineAdminCommand, requireTenant, tenantId } from './admin-tools.ts'

const names: ReadonlySet<string> = new Set(operations.map(({ name }) => name))
const operationNames = z
  .array(z.string().refine((name) => names.has(name), 'must be operations of the API, such as CheckResult'))
  .min(1)
const keyId = z.string().min(1).max(64)

const create = defineAdminCommand({
  name: 'keys.create',
  args: z.object({ tenant: tenantId, allow: operationNames.optional(), v2: z.boolean().default(true) }),
  async run({ tenant, allow, v2 }, tools) {
    const rights = { allowV2: v2, ...(allow === undefined ? {} : { allowedOperations: allow }) }
    try {
      return await issueAccessKey(await requireTenant(tenant, tools), tools, rights)
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
  args: z.object({ id: keyId }),
  async run({ id }, { store }) {
    if ((await store.findAccessKey(id)) === undefined) throw new AdminError(`There is no access key ${id}.`)
    await store.setAccessKey(id, { active: false })
    return { AccessKeyId: id, active: false }
  },
})

const set = defineAdminCommand({
  name: 'keys.set',
  args: z.object({
    id: keyId,
    allow: z.union([operationNames, z.literal('all')]).optional(),
    v2: z.boolean().optional(),
  }),
  async run({ id, allow, v2 }, { store }) {
    await store.setAccessKey(id, {
      ...(allow === undefined ? {} : { allowedOperations: allow }),
      ...(v2 === undefined ? {} : { allowV2: v2 }),
    })
    const key = await store.findAccessKey(id)
    if (key === undefined) throw new AdminError(`There is no access key ${id}.`)
    return showAccessKey(key)
  },
})

const lend = defineAdminCommand({
  name: 'keys.lend',
  args: z.object({
    id: keyId,
    // From the shortest to the longest life of the vendor's own temporary keys.
    minutes: z.int().min(15).max(720).default(60),
    allow: operationNames.optional(),
  }),
  async run({ id, minutes, allow }, { store, keys, clock }) {
    const key = await store.findAccessKey(id)
    if (key === undefined) throw new AdminError(`There is no access key ${id}.`)
    const validUntil = minutesAfter(clock.now(), minutes)
    const grant = { use: 'calls', tenantId: key.tenantId, accessKeyId: id, validUntil, operations: allow } as const
    return { ...lendTemporaryKey(grant, keys.installation), Expiration: validUntil.toISOString() }
  },
})

export const keyCommands = [create, list, disable, set, lend]
