import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'

/** As FACE_LIVENESS: every check that there is runs for both. */
export default defineProduct({
  code: 'FACE_LIVENESS_PRO',
  steps: ['face'],
  evidence: ['face'],
  checks: [...DEVICE_CHECKS, ...LIVE_FACE_CHECKS],
  documentTypes: [],
})
