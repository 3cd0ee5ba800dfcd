import { defineProduct } from '../verification/product.ts'
import { LIVE_FACE_CHECKS } from './check-lists.ts'

/** Whether a living person is in front of the camera. */
export default defineProduct({
  code: 'FACE_LIVENESS',
  steps: ['face'],
  evidence: ['face'],
  checks: [...LIVE_FACE_CHECKS],
  documentTypes: [],
})
