import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, DOCUMENT_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'
import { LIST_A } from './document-lists.ts'

/** Document, live face, and whether they belong together. */
export default defineProduct({
  code: 'eKYC',
  steps: ['document', 'face'],
  evidence: ['document', 'face'],
  checks: [...DEVICE_CHECKS, ...DOCUMENT_CHECKS, ...LIVE_FACE_CHECKS, 'portrait-match'],
  asksRegister: ['00000001'],
  documentTypes: LIST_A,
})
