import { livenessAnswer, livenessParameters } from './faces/liveness.ts'
import { pictureInput, picturesGivenOnce } from './faces/picture-inputs.ts'
import { choice } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** As FaceLiveness, with the picture as an uploaded file. Both products are judged by the one network that there is. */
export default defineOperation({
  name: 'FaceLivenessV2',
  parameters: {
    ...livenessParameters,
    ProductCode: choice(['FACE_LIVENESS_MIN', 'FACE_LIVENESS_MIN_PRO'], { required: true }),
    FacePictureFile: pictureUrl({}),
  },
  rules: [picturesGivenOnce({ ...pictureInput('FacePicture', { required: true }), base64: 'FacePictureBase64' })],
  answer: livenessAnswer,
})
