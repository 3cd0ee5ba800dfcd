import { faceLivenessV2, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { judgeLiving } from './faces/judge-living.ts'

export default {
  ...defineAction(faceLivenessV2, async (params, context) =>
    judgeLiving(parseParameters(faceLivenessV2, params, context.parsing), 'FaceLivenessV2', context),
  ),
  needsLivingFaces: true as const,
}
