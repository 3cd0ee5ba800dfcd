import { defineProjection } from './define-projection.ts'
import { basicInfo, documentInfo, explanation } from './parts.ts'

export default defineProjection({
  product: 'ID_OCR',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: documentInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
