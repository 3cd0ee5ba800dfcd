import type { PageCode } from '@bonafide/engine'
import type { docOcr, docOcrV2, ValuesOf } from '@bonafide/protocol'
import { demandsOf } from '../../flow/document-demands.ts'
import type { ActionContext } from '../define-action.ts'
import { portraitQualityInfo, spoofInfo } from '../results/on-request.ts'
import { pageInfo } from '../results/parts.ts'
import { documentPicture, judgeDocument } from './judge-document.ts'

/** CardOcr names neither side nor quality, and files come with DocOcrV2 only. */
type CardValues = Omit<ValuesOf<typeof docOcr>, 'CardSide' | 'IdThreshold'> &
  Partial<Pick<ValuesOf<typeof docOcrV2>, 'CardSide' | 'IdThreshold' | 'IdOcrPictureFile'>>

/** The page that a value of CardSide means. */
export function cardPage(side: ValuesOf<typeof docOcr>['CardSide'] | undefined): PageCode {
  return side === 'OCR_ID_NATIONAL_EMBLEM' ? '02' : '01'
}

/** DocOcr, DocOcrV2 and CardOcr: one side of a document of list A. `ocr` is what it says, where that was asked for. */
export async function readCard(values: CardValues, action: string, context: ActionContext) {
  const page = cardPage(values.CardSide)
  const finished = await judgeDocument(
    {
      action,
      productCode: 'ID_OCR_MIN',
      documentType: values.DocType,
      page,
      demands: demandsOf({
        idThreshold: values.IdThreshold,
        forgerySigns: values.Spoof,
        portraitQuality: values.IdFaceQuality,
        fields: values.Ocr,
      }),
      picture: await documentPicture(values, context),
    },
    context,
  )
  const ocr = values.Ocr ? pageInfo(finished, page, 'idImage') : undefined
  const ext = {
    ...portraitQualityInfo(finished),
    ...(ocr === undefined ? {} : { ocrIdInfo: ocr }),
    ...spoofInfo(finished),
  }
  const { transactionId, verdict } = finished
  const result = {
    TransactionId: transactionId,
    Passed: verdict.passed ? 'Y' : 'N',
    SubCode: verdict.subCode,
    ExtIdInfo: JSON.stringify(ext),
  }
  return { result, ocr }
}
