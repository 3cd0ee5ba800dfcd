import { faceVerifyIntl, parseParameters } from '@bonafide/protocol'
import { shownScore } from '../faces/likeness.ts'
import { defineAction } from './define-action.ts'
import { shownVerification } from './faces/show-verified.ts'
import { verifyFaces } from './faces/verify-faces.ts'

export default defineAction(faceVerifyIntl, async (params, context) => {
  const values = parseParameters(faceVerifyIntl, params, context.parsing)
  const verified = await verifyFaces(values, 'FaceVerifyIntl', context)
  return {
    Result: {
      ...shownVerification(verified, values.FaceQualityCheck),
      ...(verified.score === undefined ? {} : { FaceComparisonScore: shownScore(verified.score) }),
    },
  }
})
