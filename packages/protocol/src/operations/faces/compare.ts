import { picture, text, toggle } from '../kinds.ts'
import { pictureUrl } from '../urls.ts'

/** Qualities of the first face, and of the second with the prefix Target; 0-100, higher is better. */
export const qualityAnswer = {
  FaceQualityScore: 'number',
  IlluminationScore: 'number',
  SharpnessScore: 'number',
  OcclusionScore: 'number',
  KaOcclusionScore: 'number',
  TargetFaceQualityScore: 'number',
  TargetIlluminationScore: 'number',
  TargetSharpnessScore: 'number',
  TargetOcclusionScore: 'number',
  TargetKaOcclusionScore: 'number',
} as const

export const compareParameters = {
  MerchantBizId: text({ max: 32, pattern: /^[A-Za-z0-9]+$/ }),
  FaceQualityCheck: toggle({ fallback: false }),
  /** The older name of the same switch. */
  FacePictureQualityCheck: toggle({ fallback: false }),
  SourceFacePictureUrl: pictureUrl({}),
  TargetFacePictureUrl: pictureUrl({}),
  SourceFacePicture: picture({ in: 'form' }),
  TargetFacePicture: picture({ in: 'form' }),
}

export const compareAnswer = {
  Result: { TransactionId: 'string', Passed: 'string', FaceComparisonScore: 'number', ExtFaceInfo: qualityAnswer },
} as const
