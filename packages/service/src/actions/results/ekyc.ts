import { defineProjection } from './define-projection.ts'
import { basicInfo, documentInfo, explanation, faceInfo, sourceInfo } from './parts.ts'

export default defineProjection({
  product: 'eKYC',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: documentInfo(finished),
    ExtFaceInfo: faceInfo(finished),
    ...sourceInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
