import { faceCrossCompareIntl, parseParameters } from '@bonafide/protocol'
import { likeness, shownScore } from '../faces/likeness.ts'
import { newTransactionId } from '../flow/random-ids.ts'
import { policyOf } from '../flow/tenant-policy.ts'
import { defineAction } from './define-action.ts'
import { describePicture } from './faces/describe-picture.ts'
import { pictureOf } from './faces/picture-of.ts'
import { noteCall } from './note-call.ts'

export default defineAction(faceCrossCompareIntl, async (params, context) => {
  const values = parseParameters(faceCrossCompareIntl, params, context.parsing)
  const { tenant, tools } = context
  const look = async (side: 'A' | 'B' | 'C') => {
    const [base64, url] = [values[`Source${side}FacePicture`], values[`Source${side}FacePictureUrl`]]
    return describePicture(await pictureOf(`Source${side}FacePicture`, { base64, url }, context), tools)
  }
  const [a, b, c] = [await look('A'), await look('B'), await look('C')]
  const scores = {
    FaceComparisonScoreA2B: likeness(a.template, b.template),
    FaceComparisonScoreB2C: likeness(b.template, c.template),
    ...(values.CompareModel === '1' ? { FaceComparisonScoreC2A: likeness(c.template, a.template) } : {}),
  }
  const passed = Object.values(scores).every((score) => score >= policyOf(tenant).faceMatchScore)
  const TransactionId = newTransactionId()
  await noteCall(
    { event: 'faces-judged', transactionId: TransactionId, action: 'FaceCrossCompareIntl', passed },
    context,
  )
  // 0-1 on this operation alone.
  const shown = Object.entries(scores).map(([name, score]) => [name, Math.round(10 * shownScore(score)) / 1000])
  return { Result: { TransactionId, FacePassed: passed ? 'Y' : 'N', ...Object.fromEntries(shown) } }
})
