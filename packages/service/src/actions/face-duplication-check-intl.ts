import { faceDuplicationCheckIntl, parseParameters } from '@bonafide/protocol'
import { shownScore } from '../faces/likeness.ts'
import { defineAction } from './define-action.ts'
import { shownAttributes } from './faces/show-attributes.ts'
import { shownVerification } from './faces/show-verified.ts'
import { verifyFaces } from './faces/verify-faces.ts'

export default defineAction(faceDuplicationCheckIntl, async (params, context) => {
  const values = parseParameters(faceDuplicationCheckIntl, params, context.parsing)
  const verified = await verifyFaces(values, 'FaceDuplicationCheckIntl', context)
  return {
    Result: {
      ...shownVerification(verified, values.FaceQualityCheck),
      // Texts on this operation.
      ...(verified.score === undefined ? {} : { FaceComparisonScore: String(shownScore(verified.score)) }),
      ...(verified.attributes === undefined ? {} : { FaceAge: String(shownAttributes(verified.attributes).age) }),
    },
  }
})
