import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, LIVE_FACE_CHECKS } from './check-lists.ts'

/** Whether the living person is the one that an official register has under a name and a number; no document is taken. */
export default defineProduct({
  code: 'eKYC_NDI',
  steps: ['face'],
  evidence: ['face'],
  checks: [...DEVICE_CHECKS, ...LIVE_FACE_CHECKS],
  asksRegister: 'always',
  documentTypes: [],
})
