import { defineProjection } from './define-projection.ts'
import { explanation, faceInfo } from './parts.ts'

export default defineProjection({
  product: 'FACE_LIVENESS_PRO',
  project: (finished) => ({ ExtFaceInfo: faceInfo(finished), ExtInfo: explanation(finished) }),
})
