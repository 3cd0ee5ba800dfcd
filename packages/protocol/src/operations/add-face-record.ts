import { groupCode } from './faces/parameters.ts'
import { pictureInput, picturesGivenOnce } from './faces/picture-inputs.ts'
import { choice, picture, text, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** Registers a face in a group. */
export default defineOperation({
  name: 'AddFaceRecord',
  parameters: {
    ProductCode: choice(['FACE_ENROLL'], { in: 'form', required: true }),
    FaceGroupCode: groupCode({ in: 'form', required: true }),
    MerchantUserId: text({ in: 'form', max: 32 }),
    FaceQualityCheck: toggle({ in: 'form', fallback: false }),
    FacePictureUrl: pictureUrl({ in: 'form' }),
    FacePictureFile: pictureUrl({ in: 'form' }),
    FacePicture: picture({ in: 'form' }),
  },
  rules: [picturesGivenOnce(pictureInput('FacePicture', { required: true }))],
  answer: { Result: { Passed: 'string', ExtFaceInfo: 'string' } },
})
