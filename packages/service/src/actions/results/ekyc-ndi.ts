import { defineProjection } from './define-projection.ts'
import { explanation, faceInfo, registeredInfo } from './parts.ts'

export default defineProjection({
  product: 'eKYC_NDI',
  project: (finished) => ({
    ExtBasicInfo: registeredInfo(finished),
    ExtFaceInfo: faceInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
