import { livenessAnswer, livenessParameters } from './faces/liveness.ts'
import { pictureInput, picturesGivenOnce } from './faces/picture-inputs.ts'
import { choice, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Whether the face on a picture lives. Offered where the operator added a network that tells it. */
export default defineOperation({
  name: 'FaceLiveness',
  product: 'FACE_LIVENESS_MIN',
  parameters: {
    ...livenessParameters,
    ProductCode: choice(['FACE_LIVENESS_MIN'], { fallback: 'FACE_LIVENESS_MIN' }),
    Crop: toggle({ fallback: false, supported: [false] }),
    FaceQuality: toggle({ fallback: false }),
    Occlusion: toggle({ fallback: false }),
  },
  rules: [picturesGivenOnce({ ...pictureInput('FacePicture', { required: true }), base64: 'FacePictureBase64' })],
  answer: livenessAnswer,
})
