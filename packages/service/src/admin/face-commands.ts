import { z } from 'zod'
import { createGroup } from '../faces/create-group.ts'
import { TemplatesOutdated } from '../faces/face-index.ts'
import { forgetGroup } from '../faces/forget-faces.ts'
import { openLabel } from '../faces/group-label.ts'
import { renewTemplates } from '../faces/renew-templates.ts'
import { FaceGroupMissing, searchFaces } from '../faces/search-faces.ts'
import type { FaceGroup } from '../ports/face-groups.ts'
import { JudgingFailed } from '../ports/judge.ts'
import { StoreConflict, type Tenant } from '../ports/store.ts'
import { AdminError, type AdminTools, defineAdminCommand, requireTenant, tenantId } from './admin-tools.ts'

const code = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'a group code is up to 64 letters, digits, - and _')
const named = z.object({ tenant: tenantId, code })

const list = defineAdminCommand({
  name: 'faces.groups.list',
  args: z.object({ tenant: tenantId }),
  async run({ tenant: id }, tools) {
    const tenant = await requireTenant(id, tools)
    return (await tools.store.listFaceGroups(tenant.id)).map((group) => showGroup(group, tenant, tools))
  },
})

const create = defineAdminCommand({
  name: 'faces.groups.create',
  args: named.extend({ name: z.string().min(1).max(64).optional(), description: z.string().max(256).default('') }),
  async run({ tenant: id, code: groupCode, name = groupCode, description }, tools) {
    const tenant = await requireTenant(id, tools)
    try {
      const label = { name, description }
      return showGroup(await createGroup({ code: groupCode, label }, tenant, tools), tenant, tools)
    } catch (error) {
      if (error instanceof StoreConflict) throw new AdminError(`${error.message}.`)
      throw error
    }
  },
})

const show = defineAdminCommand({
  name: 'faces.groups.show',
  args: named,
  async run({ tenant: id, code: groupCode }, tools) {
    const tenant = await requireTenant(id, tools)
    return showGroup(await requireGroup(groupCode, tenant, tools), tenant, tools)
  },
})

const remove = defineAdminCommand({
  name: 'faces.groups.delete',
  args: named,
  async run({ tenant: id, code: groupCode }, tools) {
    const group = await requireGroup(groupCode, await requireTenant(id, tools), tools)
    await forgetGroup(group, tools)
    return { code: groupCode, faces: group.size }
  },
})

/** The template was made by the operator's own engine: a picture does not go through this socket. */
const search = defineAdminCommand({
  name: 'faces.search',
  args: z.object({
    tenant: tenantId,
    codes: z.array(code).min(1).max(10),
    limit: z.int().min(1).max(100).default(5),
    template: z.object({
      model: z.object({ id: z.string().max(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      values: z.array(z.number()).min(1).max(2048),
      calibration: z
        .array(z.object({ distance: z.number(), score: z.number() }))
        .min(2)
        .max(32),
    }),
  }),
  async run({ tenant: id, codes, limit, template }, tools) {
    const tenant = await requireTenant(id, tools)
    const values = Float32Array.from(template.values)
    try {
      const order = { groupCodes: codes, limit }
      return (await searchFaces({ ...template, values }, order, tenant, tools)).duplicates
    } catch (error) {
      if (error instanceof FaceGroupMissing) throw new AdminError(`${error.message}. See: bonafide faces groups list`)
      if (error instanceof TemplatesOutdated || error instanceof RangeError) throw new AdminError(`${error.message}.`)
      throw error
    }
  },
})

const models = defineAdminCommand({
  name: 'faces.models',
  args: z.object({ tenant: tenantId }),
  async run({ tenant: id }, tools) {
    return tools.store.countTemplates((await requireTenant(id, tools)).id)
  },
})

/** One portion: the pictures stay with the service, and the operator's terminal hears of each. */
const renew = defineAdminCommand({
  name: 'faces.renew',
  args: z.object({ tenant: tenantId, after: z.int().min(0).default(0) }),
  async run({ tenant: id, after }, tools) {
    try {
      return await renewTemplates(after, await requireTenant(id, tools), tools)
    } catch (error) {
      if (error instanceof JudgingFailed)
        throw new AdminError(`No face could be described (${error.code}). Run it again.`)
      throw error
    }
  },
})

export const faceCommands = [list, create, show, remove, search, models, renew]

async function requireGroup(groupCode: string, tenant: Tenant, { store }: AdminTools): Promise<FaceGroup> {
  const [group] = await store.findFaceGroups(tenant.id, [groupCode])
  if (group === undefined)
    throw new AdminError(`There is no face group "${groupCode}". See: bonafide faces groups list`)
  return group
}

function showGroup(group: FaceGroup, tenant: Tenant, { keys }: AdminTools) {
  const { name, description } = openLabel(keys.tenant(tenant), group)
  return {
    id: group.id,
    code: group.code,
    name,
    description,
    faces: group.size,
    createdAt: group.createdAt.toISOString(),
  }
}
