import { defineProduct } from '../verification/product.ts'
import { DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_A } from './document-lists.ts'

/** The document alone. */
export default defineProduct({
  code: 'ID_OCR',
  steps: ['document'],
  evidence: ['document'],
  checks: DOCUMENT_CHECKS,
  documentTypes: LIST_A,
})
