import { defineProjection } from './define-projection.ts'
import { firstDocumentInfo, firstFaceInfo } from './first-generation.ts'
import { basicInfo, explanation, sourceInfo } from './parts.ts'

export default defineProjection({
  product: 'KYC_GLOBAL',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: firstDocumentInfo(finished),
    ExtFaceInfo: firstFaceInfo(finished),
    ...sourceInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
