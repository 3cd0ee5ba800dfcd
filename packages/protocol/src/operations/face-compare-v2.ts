import { compareAnswer, compareParameters } from './faces/compare.ts'
import { pictureInput, picturesGivenOnce } from './faces/picture-inputs.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** As FaceCompare, with uploaded files. */
export default defineOperation({
  name: 'FaceCompareV2',
  product: 'FACE_COMPARE',
  parameters: {
    ...compareParameters,
    SourceFacePictureFile: pictureUrl({ in: 'form' }),
    TargetFacePictureFile: pictureUrl({ in: 'form' }),
  },
  rules: [
    picturesGivenOnce(
      pictureInput('SourceFacePicture', { required: true }),
      pictureInput('TargetFacePicture', { required: true }),
    ),
  ],
  successCode: '200',
  answer: compareAnswer,
})
