import type { EstimatedAttributes, Finding } from '@bonafide/engine'
import { type AnswerOf, ApiError, type faceLiveness, type faceLivenessV2, type ValuesOf } from '@bonafide/protocol'
import { verdictOf } from '../../flow/conclude.ts'
import { newTransactionId } from '../../flow/random-ids.ts'
import type { ActionContext } from '../define-action.ts'
import { noteCall } from '../note-call.ts'
import { unqualifiedPhoto } from '../picture-limits.ts'
import { facePicture } from '../pictures/face-picture.ts'
import { attributeInfo, shownAttributes } from './show-attributes.ts'
import { shownAttack, tellLiving } from './tell-living.ts'

/** Files come with FaceLivenessV2 only, switches for quality and occlusion with FaceLiveness only. */
type LivenessValues = Pick<
  ValuesOf<typeof faceLiveness>,
  'FacePictureBase64' | 'FacePictureUrl' | 'FaceQualityCheck' | 'FaceAttributeCheck'
> &
  Partial<Pick<ValuesOf<typeof faceLiveness>, 'FaceQuality' | 'Occlusion'>> &
  Partial<Pick<ValuesOf<typeof faceLivenessV2>, 'FacePictureFile'>>

/** FaceLiveness and FaceLivenessV2: what the operator's network says of the face on one picture. */
export async function judgeLiving(
  values: LivenessValues,
  action: string,
  context: ActionContext,
): Promise<AnswerOf<typeof faceLiveness>> {
  const picture = await facePicture(values, context)
  const { decision, face, network } = await tellLiving(picture, values.FaceAttributeCheck, context)
  requireFit(face, values.Occlusion === true)
  const { passed, subCode } = verdictOf(decision, undefined)
  const transactionId = newTransactionId()
  await noteCall({ event: 'faces-judged', transactionId, action, passed, subCode }, context)
  return {
    Result: {
      TransactionId: transactionId,
      Passed: passed ? 'Y' : 'N',
      SubCode: subCode,
      ExtFaceInfo: {
        ...(network === undefined ? {} : { FaceAttack: shownAttack(network).attack }),
        ...shownMeasures(face?.measures ?? {}, values),
        ...(face?.outcome === 'passed' ? shownEstimates(decision.face?.attributes) : {}),
      },
    },
  }
}

function shownEstimates(attributes: EstimatedAttributes | undefined) {
  if (attributes === undefined) return {}
  const { age, gender } = shownAttributes(attributes)
  return { FaceAge: age, FaceGender: gender, FaceAttributeInfo: JSON.stringify(attributeInfo(attributes)) }
}

/** A face that cannot be judged is no verdict; one that is covered is, where that was asked. */
function requireFit(face: Finding | undefined, asksForOcclusion: boolean): void {
  if (face?.reasons.includes('no-face') === true) throw new ApiError('NoFaceDetected')
  if (face?.reasons.includes('reference-unusable') !== true) return
  if (asksForOcclusion && face.measures['covered'] === 1) return
  throw unqualifiedPhoto(
    'It does not show exactly one face that is large, sharp, uncovered, with its eyes open and to be seen, and turned to the camera.',
  )
}

function shownMeasures(measures: Finding['measures'], values: LivenessValues) {
  const { quality, illumination, sharpness, covered } = measures
  const all = values.FaceQualityCheck
  return {
    ...((all || values.FaceQuality === true) && quality !== undefined ? { FaceQualityScore: quality } : {}),
    ...(all && illumination !== undefined ? { IlluminationScore: illumination } : {}),
    ...(all && sharpness !== undefined ? { SharpnessScore: sharpness } : {}),
    ...(values.Occlusion === true ? { OcclusionResult: covered === 1 ? 'Y' : 'N' } : {}),
  }
}
