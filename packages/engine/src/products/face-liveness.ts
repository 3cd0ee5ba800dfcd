import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'

/** Whether a living person is in front of the camera. */
export default defineProduct({
  code: 'FACE_LIVENESS',
  steps: ['face'],
  evidence: ['face'],
  checks: [...DEVICE_CHECKS, ...LIVE_FACE_CHECKS],
  documentTypes: [],
})
