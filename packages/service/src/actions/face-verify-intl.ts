import { faceVerifyIntl, parseParameters } from '@bonafide/protocol'
import { shownScore } from '../faces/likeness.ts'
import { defineAction } from './define-action.ts'
import { shownAttributes } from './faces/show-attributes.ts'
import { shownVerification } from './faces/show-verified.ts'
import { shownAttack } from './faces/tell-living.ts'
import { verifyFaces } from './faces/verify-faces.ts'

export default defineAction(faceVerifyIntl, async (params, context) => {
  const values = parseParameters(faceVerifyIntl, params, context.parsing)
  const verified = await verifyFaces(
    { ...values, asksLiving: context.tools.judge.tellsLivingFaces },
    'FaceVerifyIntl',
    context,
  )
  const attack = verified.living === undefined ? undefined : shownAttack(verified.living)
  return {
    Result: {
      ...shownVerification(verified, values.FaceQualityCheck),
      ...(verified.score === undefined ? {} : { FaceComparisonScore: shownScore(verified.score) }),
      ...(attack === undefined ? {} : { FaceAttack: attack.attack, FaceAttackScore: attack.score }),
      ...(verified.attributes === undefined ? {} : { FaceAge: shownAttributes(verified.attributes).age }),
    },
  }
})
