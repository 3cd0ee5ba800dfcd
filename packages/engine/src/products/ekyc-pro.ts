import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, DOCUMENT_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'
import { LIST_B_WITH_PORTRAIT } from './document-lists.ts'

/** Document, live face, and whether they belong together; the newer of the two eKYC products. */
export default defineProduct({
  code: 'eKYC_PRO',
  steps: ['document', 'face'],
  evidence: ['document', 'face'],
  checks: [...DEVICE_CHECKS, ...DOCUMENT_CHECKS, ...LIVE_FACE_CHECKS, 'portrait-match'],
  asksRegister: ['CHN01001', 'IDN01001'],
  documentTypes: LIST_B_WITH_PORTRAIT,
})
