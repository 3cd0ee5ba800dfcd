import { defineProjection } from './define-projection.ts'
import { basicInfo, documentInfoByPage, explanation, faceInfo } from './parts.ts'

export default defineProjection({
  product: 'eKYC_PRO',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: documentInfoByPage(finished),
    ExtFaceInfo: faceInfo(finished),
    ExtInfo: explanation(finished, 'DOC_FACE'),
  }),
})
