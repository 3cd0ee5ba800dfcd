import type { Decision } from '@bonafide/engine'
import {
  type AnswerOf,
  ApiError,
  type ekycVerify,
  type ekycVerifyV2,
  missingParameter,
  type ValuesOf,
} from '@bonafide/protocol'
import { demandsOf } from '../../flow/document-demands.ts'
import type { ActionContext } from '../define-action.ts'
import { requirePictureInLimits } from '../picture-limits.ts'
import { givenPicture } from '../pictures/given-picture.ts'
import { spoofInfo } from '../results/on-request.ts'
import { documentPassed, pageInfo } from '../results/parts.ts'
import { documentPicture, judgeDocument } from './judge-document.ts'

/** Files come with EkycVerifyV2 only. */
type EkycValues = ValuesOf<typeof ekycVerify> &
  Partial<Pick<ValuesOf<typeof ekycVerifyV2>, 'FacePictureFile' | 'IdOcrPictureFile'>>

const FACE_CHECKS = ['picture-face', 'picture-network', 'picture-match']

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
      picture: await documentPicture(values, context),
      face,
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
    Result: {
      TransactionId: transactionId,
      Passed: verdict.passed ? 'Y' : 'N',
      SubCode: verdict.subCode,
      ExtIdInfo: JSON.stringify(ext),
      ExtFaceInfo: JSON.stringify(faceInfo(decision, values.FaceQualityCheck)),
    },
  }
}

async function facePicture(values: EkycValues, context: ActionContext): Promise<Uint8Array> {
  const bytes = await givenPicture(
    {
      file: ['FacePictureFile', values.FacePictureFile],
      base64: values.FacePictureBase64,
      url: ['FacePictureUrl', values.FacePictureUrl],
    },
    context,
  )
  if (bytes === undefined) throw missingParameter('FacePictureBase64')
  requirePictureInLimits(bytes)
  return bytes
}

/** What was found about the face. Whether it lives is only said where a network of the operator's was asked. */
function faceInfo({ findings }: Decision, withQuality: boolean): object {
  const found = (check: string) => findings.find((finding) => finding.check === check)
  const judged = FACE_CHECKS.flatMap((check) => found(check) ?? [])
  const passed = found('picture-match') !== undefined && judged.every(({ outcome }) => outcome === 'passed')
  const network = found('picture-network')
  const score = found('picture-match')?.score
  const { quality, illumination, sharpness } = found('picture-face')?.measures ?? {}
  return {
    facePassed: passed ? 'Y' : 'N',
    ...(network === undefined ? {} : { faceAttack: network.outcome === 'passed' ? 'N' : 'Y' }),
    ...(score === undefined ? {} : { faceComparisonScore: score }),
    ...(withQuality ? { faceQualityScore: quality, illuminationScore: illumination, sharpnessScore: sharpness } : {}),
  }
}
