import { defineProduct } from '../verification/product.ts'
import { DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_A } from './document-lists.ts'

/**
 * A document and a face on two pictures that the caller has. Nothing on one picture shows that the face lives. A register
 * may stand for the document: then the face alone is judged here.
 */
export default defineProduct({
  code: 'eKYC_MIN',
  steps: [],
  evidence: ['document', 'reference'],
  optionalEvidence: ['document'],
  checks: [...DOCUMENT_CHECKS, 'picture-face', 'picture-network', 'picture-match'],
  documentTypes: LIST_A,
})
