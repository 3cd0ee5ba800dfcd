import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'

/** Whether the living person in front of the camera is the one on a picture, is registered already, or both. */
export default defineProduct({
  code: 'FACE_IDU',
  steps: ['face'],
  evidence: ['face', 'reference'],
  optionalEvidence: ['reference'],
  checks: [...DEVICE_CHECKS, ...LIVE_FACE_CHECKS, 'reference-match'],
  searchesFaces: true,
  documentTypes: [],
})
