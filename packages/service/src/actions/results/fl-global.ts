import { defineProjection } from './define-projection.ts'
import { firstFaceInfo } from './first-generation.ts'
import { explanation } from './parts.ts'

export default defineProjection({
  product: 'FL_GLOBAL',
  project: (finished) => ({
    ExtFaceInfo: firstFaceInfo(finished),
    ExtInfo: explanation(finished),
  }),
})
