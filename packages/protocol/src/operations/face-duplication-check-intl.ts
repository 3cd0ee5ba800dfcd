import { qualityAnswer } from './faces/compare.ts'
import { comparesFaces, merchantUser, searchIsComplete, searchParameters } from './faces/parameters.ts'
import { picturesGivenOnce } from './faces/picture-inputs.ts'
import { choice, picture, text, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** The older form of FaceVerifyIntl with FACE_IDU_MIN: almost everything in the form, most numbers written as text. */
export default defineOperation({
  name: 'FaceDuplicationCheckIntl',
  parameters: {
    ProductCode: choice(['FACE_IDU_MIN'], { required: true }),
    MerchantBizId: text({ in: 'form', required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
    MerchantUserId: merchantUser({ in: 'form', required: true }),
    SceneCode: text({ in: 'form', max: 10, pattern: /^[A-Za-z0-9_]+$/ }),
    VerifyModel: choice(['0', '1', '2'], { in: 'form', required: true }),
    /** 1 asks the operator's anti-spoof network about the source face. */
    Liveness: choice(['0', '1'], { in: 'form', fallback: '0' }),
    ...searchParameters('form'),
    FaceQualityCheck: toggle({ in: 'form', fallback: false }),
    FaceAttributeCheck: toggle({ in: 'form', fallback: false }),
    /** Reserved upstream, without effect there and here. */
    SaveFacePicture: toggle({ in: 'form', fallback: false }),
    FaceVerifyThreshold: text({ in: 'form', max: 8, pattern: /^\d(\.\d{1,5})?$/ }),
    SourceFacePictureUrl: pictureUrl({ in: 'form' }),
    TargetFacePictureUrl: pictureUrl({ in: 'form' }),
    SourceFacePicture: picture({ in: 'form' }),
    TargetFacePicture: picture({ in: 'form' }),
  },
  rules: [
    (values, given) =>
      picturesGivenOnce(
        { base64: 'SourceFacePicture', url: 'SourceFacePictureUrl', required: true },
        { base64: 'TargetFacePicture', url: 'TargetFacePictureUrl', required: comparesFaces(values) },
      )(values, given),
    searchIsComplete,
  ],
  answer: {
    Result: {
      TransactionId: 'string',
      FacePassed: 'string',
      SubCode: 'string',
      FaceComparisonScore: 'string',
      FaceAttack: 'string',
      FaceAttackScore: 'string',
      FaceAge: 'string',
      FaceGender: 'string',
      DuplicateFace: 'string',
      FaceRegistrationResult: 'number',
      FaceRegistrationId: 'string',
      ExtFaceInfo: { ...qualityAnswer, FaceAttributeInfo: 'string' },
    },
  },
})
