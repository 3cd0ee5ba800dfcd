import type { AnswerOf, docOcrMax, docOcrMaxV2, ValuesOf } from '@bonafide/protocol'
import { demandsOf } from '../../flow/document-demands.ts'
import type { ActionContext } from '../define-action.ts'
import { spoofInfo, standardInfo } from '../results/on-request.ts'
import { pageInfo } from '../results/parts.ts'
import { documentPicture, judgeDocument, sourceMessage } from './judge-document.ts'

/** Spoof is the older name of IdSpoof, and files come with DocOcrMaxV2 only. */
type PageValues =
  ValuesOf<typeof docOcrMaxV2> extends infer V2
    ? Omit<V2, 'IdOcrPictureFile'> & Partial<Pick<V2, 'IdOcrPictureFile' & keyof V2>>
    : never

/** DocOcrMax and DocOcrMaxV2: one page of a document of list B, of the type that was named or of the one that is found. */
export async function readPage(
  values: PageValues & Partial<Pick<ValuesOf<typeof docOcrMax>, 'Spoof'>>,
  action: string,
  context: ActionContext,
): Promise<AnswerOf<typeof docOcrMax>> {
  const page = values.DocPage
  const finished = await judgeDocument(
    {
      action,
      productCode: 'ID_OCR_MAX',
      ...(values.DocType === undefined ? {} : { documentType: values.DocType }),
      page,
      demands: demandsOf({
        idThreshold: values.IdThreshold,
        forgerySigns: values.IdSpoof || values.Spoof === true,
        portraitQuality: false,
        fields: true,
      }),
      picture: await documentPicture(values, context),
      ...(values.Authorize ? { register: {} } : {}),
    },
    context,
  )
  const { transactionId, verdict, documentType } = finished
  const ext = {
    ...(documentType === undefined ? {} : { docType: documentType }),
    ocrIdInfo: pageInfo(finished, page, 'idImage'),
    ...(values.OcrValueStandard ? standardInfo(finished) : {}),
    ...spoofInfo(finished),
  }
  return {
    ...sourceMessage(finished.decision, context.tools),
    Result: {
      TransactionId: transactionId,
      Passed: verdict.passed ? 'Y' : 'N',
      SubCode: verdict.subCode,
      ExtIdInfo: JSON.stringify(ext),
    },
  }
}
