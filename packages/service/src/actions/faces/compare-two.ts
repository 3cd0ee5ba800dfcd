import type { AnswerOf, faceCompare, faceCompareV2, ValuesOf } from '@bonafide/protocol'
import { likeness, shownScore } from '../../faces/likeness.ts'
import { newTransactionId } from '../../flow/random-ids.ts'
import { policyOf } from '../../flow/tenant-policy.ts'
import type { ActionContext } from '../define-action.ts'
import { noteCall } from '../note-call.ts'
import { describePicture, shownQuality, shownTargetQuality } from './describe-picture.ts'
import { sourceOf, targetOf } from './source-and-target.ts'

/** Files come with FaceCompareV2 only. */
type CompareValues = ValuesOf<typeof faceCompare> &
  Partial<Pick<ValuesOf<typeof faceCompareV2>, 'SourceFacePictureFile' | 'TargetFacePictureFile'>>

/** FaceCompare and FaceCompareV2: whether two pictures show the same person. */
export async function compareTwo(
  values: CompareValues,
  action: string,
  context: ActionContext,
): Promise<AnswerOf<typeof faceCompare>> {
  const { tenant, tools } = context
  const source = await describePicture(await sourceOf(values, context), tools)
  const target = await describePicture(await targetOf(values, context), tools)
  const score = likeness(source.template, target.template)
  const passed = score >= policyOf(tenant).faceMatchScore
  const TransactionId = newTransactionId()
  await noteCall({ event: 'faces-judged', transactionId: TransactionId, action, passed }, context)
  const showQuality = values.FaceQualityCheck || values.FacePictureQualityCheck
  return {
    Result: {
      TransactionId,
      Passed: passed ? 'Y' : 'N',
      FaceComparisonScore: shownScore(score),
      ...(showQuality
        ? { ExtFaceInfo: { ...shownQuality(source.quality), ...shownTargetQuality(target.quality) } }
        : {}),
    },
  }
}
