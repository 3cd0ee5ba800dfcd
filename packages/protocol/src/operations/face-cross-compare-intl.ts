import { picturesGivenOnce } from './faces/picture-inputs.ts'
import { choice, picture, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

const SIDES = ['A', 'B', 'C'] as const

/** Whether three pictures show the same person; scores are 0-1 here. */
export default defineOperation({
  name: 'FaceCrossCompareIntl',
  parameters: {
    ProductCode: choice(['FACE_CROSS_COMPARE'], { required: true }),
    MerchantBizId: text({ required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
    SceneCode: text({ max: 10, pattern: /^[A-Za-z0-9_]+$/ }),
    CompareModel: choice(['0', '1'], { fallback: '0' }),
    /** Reserved upstream, without effect there and here. */
    FaceVerifyThreshold: text({ max: 8, pattern: /^\d(\.\d{1,5})?$/ }),
    SourceAFacePictureUrl: pictureUrl({}),
    SourceBFacePictureUrl: pictureUrl({}),
    SourceCFacePictureUrl: pictureUrl({}),
    SourceAFacePicture: picture({ in: 'form' }),
    SourceBFacePicture: picture({ in: 'form' }),
    SourceCFacePicture: picture({ in: 'form' }),
  },
  rules: [
    picturesGivenOnce(
      ...SIDES.map((side) => ({
        base64: `Source${side}FacePicture`,
        url: `Source${side}FacePictureUrl`,
        required: true,
      })),
    ),
  ],
  answer: {
    Result: {
      TransactionId: 'string',
      FacePassed: 'string',
      FaceComparisonScoreA2B: 'number',
      FaceComparisonScoreB2C: 'number',
      FaceComparisonScoreC2A: 'number',
    },
  },
})
