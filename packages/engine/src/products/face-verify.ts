import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'

/** Whether the living person in front of the camera is the one on a picture that the caller has. */
export default defineProduct({
  code: 'FACE_VERIFY',
  steps: ['face'],
  evidence: ['face', 'reference'],
  checks: [...DEVICE_CHECKS, ...LIVE_FACE_CHECKS, 'reference-match'],
  documentTypes: [],
})
