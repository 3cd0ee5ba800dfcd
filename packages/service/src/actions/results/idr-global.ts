import { defineProjection } from './define-projection.ts'
import { firstDocumentInfo } from './first-generation.ts'
import { basicInfo, explanation } from './parts.ts'

export default defineProjection({
  product: 'IDR_GLOBAL',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: firstDocumentInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
