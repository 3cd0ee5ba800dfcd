import { defineProjection } from './define-projection.ts'
import { basicInfo, documentInfoByPage, explanation } from './parts.ts'

export default defineProjection({
  product: 'ID_OCR_PRO',
  project: (finished) => ({
    ExtBasicInfo: basicInfo(finished),
    ExtIdInfo: documentInfoByPage(finished),
    ExtInfo: explanation(finished),
  }),
})
