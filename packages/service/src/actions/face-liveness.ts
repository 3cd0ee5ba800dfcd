import { faceLiveness, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { judgeLiving } from './faces/judge-living.ts'

export default {
  ...defineAction(faceLiveness, async (params, context) =>
    judgeLiving(parseParameters(faceLiveness, params, context.parsing), 'FaceLiveness', context),
  ),
  needsLivingFaces: true as const,
}
