import { deleteFaceRecordV2, parseParameters } from '@bonafide/protocol'
import { forgetFace } from '../faces/forget-faces.ts'
import { userMac } from '../faces/seal-face.ts'
import { defineAction } from './define-action.ts'

export default defineAction(deleteFaceRecordV2, async (params, { tenant, tools, parsing }) => {
  const { MerchantUserId, FaceGroupCode } = parseParameters(deleteFaceRecordV2, params, parsing)
  const user = { userMac: userMac(MerchantUserId, tenant, tools.keys) }
  const found = await tools.store.findFaceRefs(
    tenant.id,
    FaceGroupCode === undefined ? user : { ...user, groupCode: FaceGroupCode },
  )
  for (const { faceId } of found) await forgetFace(faceId, tools)
  const codes = found.map(({ groupCode }) => groupCode).sort()
  return { Result: { Deleted: codes.length > 0 ? 'Y' : 'N', DeletedGroupCodes: codes.join(',') } }
})
