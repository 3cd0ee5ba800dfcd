import { faceCompare, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { compareTwo } from './faces/compare-two.ts'

export default defineAction(faceCompare, async (params, context) =>
  compareTwo(parseParameters(faceCompare, params, context.parsing), 'FaceCompare', context),
)
