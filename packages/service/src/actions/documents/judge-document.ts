import { type DocumentDemands, type PageCode, products } from '@bonafide/engine'
import { missingParameter } from '@bonafide/protocol'
import { verdictOf } from '../../flow/conclude.ts'
import { newTransactionId } from '../../flow/random-ids.ts'
import { policyOf } from '../../flow/tenant-policy.ts'
import type { ActionContext } from '../define-action.ts'
import { asPictureError } from '../judging-errors.ts'
import { noteCall } from '../note-call.ts'
import { requirePictureInLimits } from '../picture-limits.ts'
import { givenPicture } from '../pictures/given-picture.ts'
import type { Finished } from '../results/define-projection.ts'
import { codeWithin } from './document-rule.ts'

/** The pictures of one call, and what is asked about them. */
export interface DocumentOrder {
  readonly action: string
  readonly productCode: string
  /** Absent where the type is to be found. */
  readonly documentType?: string
  readonly page: PageCode
  readonly demands: DocumentDemands
  /** Of the page. */
  readonly picture: Uint8Array
  /** Of the face that the document's portrait is compared with. */
  readonly face?: Uint8Array
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
    evidence: {
      ...(documentType === undefined ? {} : { documentType }),
      documentDemands: demands,
      pages: [{ page, bytes: picture }],
      ...(face === undefined ? {} : { referenceFace: face }),
      judgedOn: tools.clock.now().toISOString().slice(0, 10),
    },
  }
  const decision = await tools.judge.judgePictures(request).catch((error: unknown) => {
    throw asPictureError(error)
  })
  const product = products.get(productCode)
  const verdict = verdictOf(decision, product)
  const transactionId = newTransactionId()
  const { passed, subCode } = verdict
  await noteCall({ event: 'document-judged', transactionId, action: order.action, passed, subCode }, context)
  const found = decision.document?.type
  const answeredAs = documentType ?? (product === undefined || found === undefined ? found : codeWithin(product, found))
  return {
    transactionId,
    verdict,
    decision,
    pages: [page],
    wanted: { fields: demands.fields !== false, standardValues: false },
    ...(answeredAs === undefined ? {} : { documentType: answeredAs }),
  }
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
