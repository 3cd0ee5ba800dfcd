import { type AnswerOf, ApiError, type ekycVerify, type ekycVerifyV2, type ValuesOf } from '@bonafide/protocol'
import type { RegisterOrder } from '../../flow/ask-register.ts'
import { demandsOf } from '../../flow/document-demands.ts'
import type { StoredDecision } from '../../flow/stored-decision.ts'
import type { ActionContext } from '../define-action.ts'
import { facePicture } from '../pictures/face-picture.ts'
import { spoofInfo } from '../results/on-request.ts'
import { documentPassed, pageInfo } from '../results/parts.ts'
import { documentPicture, judgeDocument, sourceMessage } from './judge-document.ts'

/** Files come with EkycVerifyV2 only. */
type EkycValues = ValuesOf<typeof ekycVerify> &
  Partial<Pick<ValuesOf<typeof ekycVerifyV2>, 'FacePictureFile' | 'IdOcrPictureFile'>>

const FACE_CHECKS = ['picture-face', 'picture-network', 'picture-match', 'official-register']
/** Those that say whose face it is. */
const COMPARISONS = ['picture-match', 'official-register']

/**
 * EkycVerify and EkycVerifyV2: the document is sound, and the face is the one on it. The operations have no switch for
 * signs of forgery and answer what was found, so they are always looked for.
 */
export async function verifyEkyc(
  values: EkycValues,
  action: string,
  context: ActionContext,
): Promise<AnswerOf<typeof ekycVerify>> {
  const face = await facePicture(values, context)
  const finished = await judgeDocument(
    {
      action,
      productCode: 'eKYC_MIN',
      documentType: values.DocType,
      page: '01',
      demands: demandsOf({
        idThreshold: values.IdThreshold,
        forgerySigns: true,
        portraitQuality: false,
        fields: true,
      }),
      ...(isNamed(values) ? {} : { picture: await documentPicture(values, context) }),
      face,
      ...(values.Authorize ? { register: registerOrder(values) } : {}),
    },
    context,
  )
  const { transactionId, verdict, decision } = finished
  if (decision.findings.some(({ reasons }) => reasons.includes('no-face'))) throw new ApiError('NoFaceDetected')
  const ext = {
    ocrIdPassed: documentPassed(finished),
    ...spoofInfo(finished),
    ocrIdInfo: pageInfo(finished, '01', 'idImage'),
  }
  return {
    ...sourceMessage(decision, context.tools),
    Result: {
      TransactionId: transactionId,
      Passed: verdict.passed ? 'Y' : 'N',
      SubCode: verdict.subCode,
      ExtIdInfo: JSON.stringify(isNamed(values) ? {} : ext),
      ExtFaceInfo: JSON.stringify(faceInfo(decision, values.FaceQualityCheck)),
    },
  }
}

/** Name and number were given, which stand for the document. */
function isNamed({ DocName, DocNo }: EkycValues): boolean {
  return DocName !== undefined && DocNo !== undefined
}

function registerOrder({ DocName, DocNo }: EkycValues): RegisterOrder {
  return DocName === undefined || DocNo === undefined ? {} : { DocName, DocNo }
}

/** What was found about the face. Whether it lives is only said where a network of the operator's was asked. */
function faceInfo({ findings, register }: StoredDecision, withQuality: boolean): object {
  const found = (check: string) => findings.find((finding) => finding.check === check)
  const judged = FACE_CHECKS.flatMap((check) => found(check) ?? [])
  const compared = judged.some(({ check }) => COMPARISONS.includes(check))
  const passed = compared && judged.every(({ outcome }) => outcome === 'passed')
  const network = found('picture-network')
  const score = found('picture-match')?.score
  const { quality, illumination, sharpness } = found('picture-face')?.measures ?? {}
  return {
    facePassed: passed ? 'Y' : 'N',
    ...(network === undefined ? {} : { faceAttack: network.outcome === 'passed' ? 'N' : 'Y' }),
    ...(score === undefined ? {} : { faceComparisonScore: score }),
    ...(register?.faceScore === undefined ? {} : { authorityComparisonScore: register.faceScore }),
    ...(withQuality ? { faceQualityScore: quality, illuminationScore: illumination, sharpnessScore: sharpness } : {}),
  }
}
