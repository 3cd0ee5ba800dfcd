import { readFaceObjects } from './faces/face-objects.ts'
import { groupCode } from './faces/parameters.ts'
import { structured } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Registers the faces on pictures that were sent as objects; a user who is registered already gets the new face. */
export default defineOperation({
  name: 'ModifyFaceRecord',
  parameters: {
    FaceGroupCode: groupCode({ in: 'form', required: true }),
    ImgOssInfos: structured(readFaceObjects, 32 * 1024, { in: 'form', required: true }),
  },
  answer: { Data: 'number' },
})
