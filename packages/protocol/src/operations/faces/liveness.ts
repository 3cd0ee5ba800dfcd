import { picture, text, toggle } from '../kinds.ts'
import { pictureUrl } from '../urls.ts'
import { merchantUser } from './parameters.ts'

/** What FaceLiveness and FaceLivenessV2 have in common. */
export const livenessParameters = {
  MerchantBizId: text({ max: 32, pattern: /^[A-Za-z0-9]+$/ }),
  MerchantUserId: merchantUser({}),
  FaceQualityCheck: toggle({ fallback: false }),
  FaceAttributeCheck: toggle({ fallback: false }),
  FacePictureUrl: pictureUrl({}),
  FacePictureBase64: picture({ in: 'form' }),
}

export const livenessAnswer = {
  Result: {
    TransactionId: 'string',
    Passed: 'string',
    SubCode: 'string',
    ExtFaceInfo: {
      FaceAttack: 'string',
      FaceAge: 'number',
      FaceGender: 'string',
      FaceQualityScore: 'number',
      IlluminationScore: 'number',
      SharpnessScore: 'number',
      OcclusionScore: 'number',
      KaOcclusionScore: 'number',
      OcclusionResult: 'string',
      FaceAttributeInfo: 'string',
    },
  },
} as const
