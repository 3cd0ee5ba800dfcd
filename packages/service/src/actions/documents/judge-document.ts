import { type Decision, type DocumentDemands, type PageCode, products } from '@bonafide/engine'
import { ApiError, missingParameter } from '@bonafide/protocol'
import { askRegister, type RegisterOrder } from '../../flow/ask-register.ts'
import { verdictOf } from '../../flow/conclude.ts'
import { newTransactionId } from '../../flow/random-ids.ts'
import type { StoredDecision } from '../../flow/stored-decision.ts'
import { policyOf } from '../../flow/tenant-policy.ts'
import type { FlowTools } from '../../flow/tools.ts'
import type { ActionContext } from '../define-action.ts'
import { asPictureError } from '../judging-errors.ts'
import { noteCall } from '../note-call.ts'
import { requirePictureInLimits } from '../picture-limits.ts'
import { givenPicture } from '../pictures/given-picture.ts'
import type { Finished } from '../results/define-projection.ts'
import { codeWithin } from './document-rule.ts'

/** A connector that failed is left alone for half a minute after five failures; a single one may answer the next time. */
const REGISTER_RETRY_MS = 2000

/** The pictures of one call, and what is asked about them. */
export interface DocumentOrder {
  readonly action: string
  readonly productCode: string
  /** Absent where the type is to be found. */
  readonly documentType?: string
  readonly page: PageCode
  readonly demands: DocumentDemands
  /** Of the page; absent where the register is told of the document instead. */
  readonly picture?: Uint8Array
  /** Of the face that the document's portrait is compared with. */
  readonly face?: Uint8Array
  /** Present where the official register is asked about who passed the checks. */
  readonly register?: RegisterOrder
}

export interface DocumentPicture {
  readonly IdOcrPictureBase64: Uint8Array | undefined
  readonly IdOcrPictureUrl: string | undefined
  readonly IdOcrPictureFile?: string | undefined
}

export type JudgedDocument = Finished & { readonly transactionId: string }

/** Judges one page of a document while the caller waits. Nothing of it is kept but the audit entry. */
export async function judgeDocument(order: DocumentOrder, context: ActionContext): Promise<JudgedDocument> {
  const { tenant, tools } = context
  const { productCode, documentType, page, demands, picture, face } = order
  const request = {
    productCode,
    policy: policyOf(tenant),
    ...(picture === undefined ? { without: ['document'] as const } : {}),
    evidence: {
      ...(documentType === undefined ? {} : { documentType }),
      documentDemands: demands,
      pages: picture === undefined ? [] : [{ page, bytes: picture }],
      ...(face === undefined ? {} : { referenceFace: face }),
      judgedOn: tools.clock.now().toISOString().slice(0, 10),
    },
  }
  if (order.register !== undefined && tools.source === undefined) throw new ApiError('Forbidden.AccountAccessDenied')
  const judged = await tools.judge.judgePictures(request).catch((error: unknown) => {
    throw asPictureError(error)
  })
  const transactionId = newTransactionId()
  const decision = order.register === undefined ? judged : await authorize(transactionId, order, judged, tools)
  const product = products.get(productCode)
  const verdict = verdictOf(decision, product)
  const { passed, subCode } = verdict
  await noteCall({ event: 'document-judged', transactionId, action: order.action, passed, subCode }, context)
  const found = decision.document?.type
  const answeredAs = documentType ?? (product === undefined || found === undefined ? found : codeWithin(product, found))
  return {
    transactionId,
    verdict,
    decision,
    pages: [page],
    wanted: { fields: demands.fields !== false, standardValues: false, spoofDetails: false },
    ...(answeredAs === undefined ? {} : { documentType: answeredAs }),
  }
}

/**
 * The decision with what the register says of somebody who passed everything else. A register that does not answer is no
 * verdict, for the caller can ask again.
 */
async function authorize(
  transactionId: string,
  { register = {}, documentType, face }: DocumentOrder,
  decision: Decision,
  tools: Pick<FlowTools, 'source' | 'log'>,
): Promise<StoredDecision> {
  if (decision.outcome !== 'passed') return decision
  const judged = { decision, stageMs: {}, ...(face === undefined ? {} : { faceJpeg: face }) }
  const asked = await askRegister(
    { transactionId, documentType, order: register, judged, ...(face === undefined ? { faceless: true } : {}) },
    tools,
  )
  if (asked.reason === 'register-unavailable')
    throw new ApiError('ServiceUnavailable', { retryAfterMs: REGISTER_RETRY_MS })
  return asked
}

/** `Message` of an answer, where a source had a part in it: one that is not real says so. */
export function sourceMessage({ register }: Finished['decision'], { source }: Pick<FlowTools, 'source'>) {
  return register === undefined || source === undefined ? {} : { Message: source.message }
}

/** The picture of the document, of a size that may be decoded. */
export async function documentPicture(
  { IdOcrPictureBase64: base64, IdOcrPictureUrl: url, IdOcrPictureFile: file }: DocumentPicture,
  context: ActionContext,
): Promise<Uint8Array> {
  const bytes = await givenPicture({ file: ['IdOcrPictureFile', file], base64, url: ['IdOcrPictureUrl', url] }, context)
  if (bytes === undefined) throw missingParameter('IdOcrPictureBase64')
  requirePictureInLimits(bytes)
  return bytes
}
