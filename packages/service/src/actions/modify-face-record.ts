import { invalidParameter, modifyFaceRecord, parseParameters } from '@bonafide/protocol'
import { registerFace } from '../faces/register-face.ts'
import { uploadIdOf } from '../uploads/objects.ts'
import { takeUpload } from '../uploads/receive-upload.ts'
import { defineAction } from './define-action.ts'
import { describeForRecord } from './faces/describe-picture.ts'
import { requireGroup } from './faces/require-group.ts'
import { requireRegistered } from './faces/require-registered.ts'

export default defineAction(modifyFaceRecord, async (params, { tenant, tools, parsing }) => {
  const { FaceGroupCode, ImgOssInfos } = parseParameters(modifyFaceRecord, params, parsing)
  const { code } = await requireGroup('FaceGroupCode', FaceGroupCode, tenant, tools)
  const faces: Parameters<typeof registerFace>[0][] = []
  // Every picture is looked at before the first face is registered, so that one that is unfit changes nothing.
  for (const { ossKey, merchantUserId } of ImgOssInfos) {
    const bytes = await takeUpload(tenant, uploadIdOf(tenant, ossKey, tools.keys), tools)
    if (bytes === undefined)
      throw invalidParameter('ImgOssInfos', 'No object was sent under one of its keys, or it was used before.')
    const { template, jpeg } = await describeForRecord({ name: 'ImgOssInfos', bytes }, tools)
    faces.push({ merchantUserId, template, jpeg, registration: 'manual' })
  }
  for (const face of faces) {
    const { outcome } = await registerFace(face, { groupCode: code, replace: true }, tenant, tools)
    requireRegistered(outcome, 'FaceGroupCode')
  }
  return { Data: faces.length }
})
