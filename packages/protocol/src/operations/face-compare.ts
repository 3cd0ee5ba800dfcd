import { compareAnswer, compareParameters } from './faces/compare.ts'
import { picturesGivenOnce } from './faces/picture-inputs.ts'
import { defineOperation } from './operation.ts'

/** Whether two pictures show the same person. */
export default defineOperation({
  name: 'FaceCompare',
  product: 'FACE_COMPARE',
  parameters: compareParameters,
  rules: [
    picturesGivenOnce(
      { base64: 'SourceFacePicture', url: 'SourceFacePictureUrl', required: true },
      { base64: 'TargetFacePicture', url: 'TargetFacePictureUrl', required: true },
    ),
  ],
  successCode: '200',
  answer: compareAnswer,
})
