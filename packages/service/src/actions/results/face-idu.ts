import { defineProjection } from './define-projection.ts'
import { explanation, faceInfo, searchInfo } from './parts.ts'

export default defineProjection({
  product: 'FACE_IDU',
  project: (finished) => ({
    ExtFaceInfo: { ...faceInfo(finished), ...searchInfo(finished) },
    ExtInfo: explanation(finished),
  }),
})
