import { faceCompareV2, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { compareTwo } from './faces/compare-two.ts'

export default defineAction(faceCompareV2, async (params, context) =>
  compareTwo(parseParameters(faceCompareV2, params, context.parsing), 'FaceCompareV2', context),
)
