import { invalidParameter, modifyFaceGroup, parseParameters } from '@bonafide/protocol'
import { createGroup, newGroupCode } from '../faces/create-group.ts'
import { openLabel, sealLabel } from '../faces/group-label.ts'
import { StoreConflict } from '../ports/store.ts'
import { type ActionContext, defineAction } from './define-action.ts'

export default defineAction(modifyFaceGroup, async (params, context) => {
  const { Id, Name, Description } = parseParameters(modifyFaceGroup, params, context.parsing)
  if (Id !== undefined) return { Data: await relabel(Id, Name, Description, context) }
  const { tenant, tools } = context
  try {
    const label = { name: Name, description: Description ?? '' }
    await createGroup({ code: newGroupCode(), label }, tenant, tools)
    return { Data: 1 }
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error
    throw invalidParameter('Name', 'This account has as many face groups as it may have.')
  }
})

/** How many groups were changed: none when there is no such group. */
async function relabel(
  id: number,
  name: string,
  description: string | undefined,
  { tenant, tools }: ActionContext,
): Promise<number> {
  const group = (await tools.store.listFaceGroups(tenant.id)).find((one) => one.id === id)
  if (group === undefined) return 0
  const vault = tools.keys.tenant(tenant)
  const label = { name, description: description ?? openLabel(vault, group).description }
  const sealed = sealLabel(vault, group.code, label)
  return (await tools.store.relabelFaceGroup(tenant.id, id, sealed, tools.clock.now())) ? 1 : 0
}
