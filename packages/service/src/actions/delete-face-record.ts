import { deleteFaceRecord, parseParameters } from '@bonafide/protocol'
import { forgetFace } from '../faces/forget-faces.ts'
import { defineAction } from './define-action.ts'

export default defineAction(deleteFaceRecord, async (params, { tenant, tools, parsing }) => {
  const { Id } = parseParameters(deleteFaceRecord, params, parsing)
  const found = await tools.store.findFaceRefs(tenant.id, { id: Id })
  for (const { faceId } of found) await forgetFace(faceId, tools)
  return { Data: found.length }
})
