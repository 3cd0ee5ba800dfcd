import { fieldsForCode } from '@bonafide/engine'
import { defineProjection } from './define-projection.ts'
import { base64, basicInfo, documentPassed, explanation, faceInfo } from './parts.ts'

export default defineProjection({
  product: 'eKYC_PRO',
  project(finished) {
    const { decision, documentType = '', images } = finished
    const page = images?.pages['01']
    return {
      ExtBasicInfo: basicInfo(finished),
      ExtIdInfo: {
        docType: decision.document?.type ?? documentType,
        ocrIdPassed: documentPassed(finished),
        ocrIdInfoData: {
          '01': {
            ...fieldsForCode(documentType, decision.document?.fields ?? {}),
            ...(page === undefined ? {} : { idImage: base64(page) }),
          },
        },
      },
      ExtFaceInfo: faceInfo(finished),
      ExtInfo: explanation(finished, 'DOC_FACE'),
    }
  },
})
