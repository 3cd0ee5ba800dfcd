import { defineProjection } from './define-projection.ts'
import { basicInfo, documentInfoByPage, explanation, faceInfo, sourceInfo } from './parts.ts'

export default defineProjection({
  product: 'eKYC_PRO',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: documentInfoByPage(finished),
    ExtFaceInfo: faceInfo(finished),
    ...sourceInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
