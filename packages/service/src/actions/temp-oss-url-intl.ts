import { invalidParameter, parseParameters, tempOssUrlIntl } from '@bonafide/protocol'
import { objectAddress, uploadIdOf } from '../uploads/objects.ts'
import { defineAction } from './define-action.ts'

export default defineAction(tempOssUrlIntl, async (params, { tenant, tools, parsing }) => {
  const { ObjectName } = parseParameters(tempOssUrlIntl, params, parsing)
  const uploadId = uploadIdOf(tenant, ObjectName, tools.keys)
  const upload = await tools.store.findUpload(uploadId, tools.clock.now())
  if (upload?.state !== 'stored' || upload.tenantId !== tenant.id)
    throw invalidParameter('ObjectName', 'There is no such object.')
  return { Data: { Url: objectAddress({ tenantId: tenant.id, uploadId }, tools) } }
})
