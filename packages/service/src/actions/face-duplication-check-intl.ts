import { faceDuplicationCheckIntl, parseParameters } from '@bonafide/protocol'
import { shownScore } from '../faces/likeness.ts'
import { defineAction } from './define-action.ts'
import { shownAttributes } from './faces/show-attributes.ts'
import { shownVerification } from './faces/show-verified.ts'
import { shownAttack } from './faces/tell-living.ts'
import { verifyFaces } from './faces/verify-faces.ts'

const action = defineAction(faceDuplicationCheckIntl, async (params, context) => {
  const values = parseParameters(faceDuplicationCheckIntl, params, context.parsing)
  const verified = await verifyFaces(
    { ...values, asksLiving: values.Liveness === '1' },
    'FaceDuplicationCheckIntl',
    context,
  )
  const attack = verified.living === undefined ? undefined : shownAttack(verified.living)
  return {
    Result: {
      ...shownVerification(verified, values.FaceQualityCheck),
      // Texts on this operation.
      ...(verified.score === undefined ? {} : { FaceComparisonScore: String(shownScore(verified.score)) }),
      ...(attack === undefined ? {} : { FaceAttack: attack.attack, FaceAttackScore: String(attack.score) }),
      ...(verified.attributes === undefined ? {} : { FaceAge: String(shownAttributes(verified.attributes).age) }),
    },
  }
})

export default { ...action, livingFacesAskedBy: { parameter: 'Liveness', value: '1' } }
