import { defineProduct } from '../verification/product.ts'
import { DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_A } from './document-lists.ts'

/** A document and a face on two pictures that the caller has. Nothing on one picture shows that the face lives. */
export default defineProduct({
  code: 'eKYC_MIN',
  steps: [],
  evidence: ['document', 'reference'],
  checks: [...DOCUMENT_CHECKS, 'picture-network', 'picture-match'],
  documentTypes: LIST_A,
})
