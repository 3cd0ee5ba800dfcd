import { qualityAnswer } from './faces/compare.ts'
import { comparesFaces, merchantUser, searchIsComplete, searchParameters } from './faces/parameters.ts'
import { pictureInput, picturesGivenOnce } from './faces/picture-inputs.ts'
import { choice, picture, text, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** Compares a face with another one, looks for it in face groups, or both; may register it when it is new. */
export default defineOperation({
  name: 'FaceVerifyIntl',
  parameters: {
    ProductCode: choice(['FACE_VERIFY_MIN', 'FACE_IDU_MIN'], { required: true }),
    MerchantBizId: text({ max: 32, pattern: /^[A-Za-z0-9]+$/ }),
    MerchantUserId: merchantUser({}),
    VerifyModel: choice(['0', '1', '2'], { fallback: '1' }),
    ...searchParameters('query'),
    FaceQualityCheck: toggle({ fallback: false }),
    FaceAttributeCheck: toggle({ fallback: false }),
    SourceFacePictureUrl: pictureUrl({}),
    SourceFacePictureFile: pictureUrl({}),
    TargetFacePictureUrl: pictureUrl({}),
    TargetFacePictureFile: pictureUrl({}),
    SourceFacePicture: picture({ in: 'form' }),
    TargetFacePicture: picture({ in: 'form' }),
  },
  rules: [
    (values, given) =>
      picturesGivenOnce(
        pictureInput('SourceFacePicture', { required: true }),
        pictureInput('TargetFacePicture', { required: comparesFaces(values) }),
      )(values, given),
    searchIsComplete,
  ],
  answer: {
    Result: {
      TransactionId: 'string',
      FacePassed: 'string',
      SubCode: 'string',
      FaceComparisonScore: 'number',
      FaceAttack: 'string',
      FaceAttackScore: 'number',
      FaceAge: 'number',
      FaceGender: 'string',
      DuplicateFace: 'string',
      FaceRegistrationResult: 'number',
      FaceRegistrationId: 'string',
      ExtFaceInfo: { ...qualityAnswer, FaceAttributeInfo: 'string' },
    },
  },
})
