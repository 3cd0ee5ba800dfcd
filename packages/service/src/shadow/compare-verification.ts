import { type Decision, type PageCode, products } from '@bonafide/engine'
import { documentInfo, documentInfoByPage, documentPassed } from '../actions/results/parts.ts'
import { verdictOf } from '../flow/conclude.ts'
import { documentDemands } from '../flow/document-demands.ts'
import { policyOf } from '../flow/tenant-policy.ts'
import type { FlowTools } from '../flow/tools.ts'
import { JudgingFailed } from '../ports/judge.ts'
import type { Tenant } from '../ports/store.ts'
import type { ComparedCall, NotComparable } from './comparison.ts'
import type { ForwardedOrder } from './forwarded-order.ts'
import type { Answered } from './outcome.ts'
import { type ReturnedPictures, returnedPictures } from './returned-pictures.ts'

/** With the face held against the document's portrait, and without; neither asks whether anybody lives. */
const WITH_FACE = 'eKYC_MIN'
const DOCUMENT_ALONE = 'ID_OCR_MIN'

/**
 * Judges the pictures that a result of the other service holds. What its client saw of the living person it keeps to
 * itself, so that liveness is not compared, and with it no overall verdict: whoever fails for that alone passes here.
 */
export async function compareVerification(
  order: ForwardedOrder,
  theirs: Answered,
  tenant: Tenant,
  tools: Pick<FlowTools, 'judge' | 'clock'>,
): Promise<Pick<ComparedCall, 'ours' | 'theirs' | 'notCompared'>> {
  const pictures = returnedPictures(theirs.body)
  const notCompared: readonly NotComparable[] = hasFaceStep(order) ? ['liveness'] : []
  if (pictures.front === undefined) return { theirs, notCompared: [...notCompared, 'pictures'] }
  const began = performance.now()
  const product = pictures.face === undefined ? DOCUMENT_ALONE : WITH_FACE
  const decision = await judge(product, order, pictures, tenant, tools).catch((error: unknown) => {
    if (!(error instanceof JudgingFailed)) throw error
  })
  if (decision === undefined) return { theirs, notCompared: [...notCompared, 'pictures'] }
  const body = answerOf(decision, product, order, pictures)
  return { ours: { status: 200, body, ms: performance.now() - began }, theirs, notCompared }
}

function judge(
  productCode: string,
  order: ForwardedOrder,
  pictures: ReturnedPictures,
  tenant: Tenant,
  tools: Pick<FlowTools, 'judge' | 'clock'>,
): Promise<Decision> {
  return tools.judge.judgePictures({
    productCode,
    policy: policyOf(tenant),
    evidence: {
      ...(order.DocType === undefined ? {} : { documentType: order.DocType }),
      documentDemands: documentDemands({ parameters: order }),
      pages: pagesOf(pictures),
      ...(pictures.face === undefined ? {} : { referenceFace: pictures.face }),
      judgedOn: tools.clock.now().toISOString().slice(0, 10),
    },
  })
}

/** In the shape of CheckResult, so that both sides are read by the same words. */
function answerOf(decision: Decision, product: string, order: ForwardedOrder, pictures: ReturnedPictures) {
  const verdict = verdictOf(decision, products.get(product))
  const finished = {
    verdict,
    decision,
    pages: pagesOf(pictures).map(({ page }) => page),
    wanted: { fields: true, standardValues: false, spoofDetails: false },
    ...(order.DocType === undefined ? {} : { documentType: order.DocType }),
  }
  const score = decision.findings.find(({ check }) => check === 'picture-match')?.score
  const info = order.ProductCode?.endsWith('_PRO') === true ? documentInfoByPage(finished) : documentInfo(finished)
  return {
    Code: 'Success',
    Result: {
      Passed: verdict.passed ? 'Y' : 'N',
      SubCode: verdict.subCode,
      ExtIdInfo: { ...info, ocrIdPassed: documentPassed(finished) },
      ...(score === undefined ? {} : { ExtFaceInfo: { faceComparisonScore: score } }),
    },
  }
}

function pagesOf({ front, back }: ReturnedPictures): { readonly page: PageCode; readonly bytes: Uint8Array }[] {
  return [
    ...(front === undefined ? [] : [{ page: '01' as const, bytes: front }]),
    ...(back === undefined ? [] : [{ page: '02' as const, bytes: back }]),
  ]
}

function hasFaceStep({ ProductCode = '' }: ForwardedOrder): boolean {
  return products.get(ProductCode)?.steps.includes('face') ?? true
}
