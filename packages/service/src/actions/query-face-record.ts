import { parseParameters, queryFaceRecord } from '@bonafide/protocol'
import { faceAddress } from '../faces/face-link.ts'
import { openUser, userMac } from '../faces/seal-face.ts'
import { defineAction } from './define-action.ts'
import { askedPage, pageFields } from './faces/paging.ts'
import { requireGroup } from './faces/require-group.ts'

const WIRE_TYPES = { manual: 'MANUAL', automatic: 'AUTO' } as const

export default defineAction(queryFaceRecord, async (params, { tenant, tools, parsing }) => {
  const values = parseParameters(queryFaceRecord, params, parsing)
  const { FaceGroupCode, FaceId, MerchantUserId, RegistrationType } = values
  const group = await requireGroup('FaceGroupCode', FaceGroupCode, tenant, tools)
  const page = askedPage(values)
  const filter = {
    ...(FaceId === undefined ? {} : { faceId: FaceId }),
    ...(MerchantUserId === undefined ? {} : { userMac: userMac(MerchantUserId, tenant, tools.keys) }),
    ...(RegistrationType === undefined
      ? {}
      : { registration: RegistrationType === 'AUTO' ? ('automatic' as const) : ('manual' as const) }),
  }
  const { records, total } = await tools.store.findFaces(group, filter, page)
  return {
    Items: records.map((record) => ({
      Id: record.id,
      FaceId: record.faceId,
      MerchantUserId: openUser(record, tenant, tools.keys),
      RegistrationType: WIRE_TYPES[record.registration],
      GmtCreate: record.createdAt.toISOString(),
      ImgOssUrl: faceAddress({ tenantId: tenant.id, groupId: group.id, record }, tools),
    })),
    ...pageFields(page, total),
  }
})
