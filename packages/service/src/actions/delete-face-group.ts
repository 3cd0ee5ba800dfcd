import { deleteFaceGroup, parseParameters } from '@bonafide/protocol'
import { forgetGroup } from '../faces/forget-faces.ts'
import { defineAction } from './define-action.ts'

export default defineAction(deleteFaceGroup, async (params, { tenant, tools, parsing }) => {
  const { Id } = parseParameters(deleteFaceGroup, params, parsing)
  const group = (await tools.store.listFaceGroups(tenant.id)).find(({ id }) => id === Id)
  if (group === undefined) return { Data: 0 }
  await forgetGroup(group, tools)
  return { Data: 1 }
})
