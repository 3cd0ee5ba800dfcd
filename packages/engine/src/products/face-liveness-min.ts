import { defineProduct } from '../verification/product.ts'

/** Whether the face on one picture lives, by the operator's own network: nothing packaged tells that (docs/accuracy.md). */
export default defineProduct({
  code: 'FACE_LIVENESS_MIN',
  steps: [],
  evidence: ['reference'],
  checks: ['picture-face', 'picture-network'],
  documentTypes: [],
})
