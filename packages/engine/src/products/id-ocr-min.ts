import { defineProduct } from '../verification/product.ts'
import { DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_A } from './document-lists.ts'

/** One page of a document on a picture that the caller has, with the older table of documents. */
export default defineProduct({
  code: 'ID_OCR_MIN',
  steps: [],
  evidence: ['document'],
  checks: DOCUMENT_CHECKS,
  documentTypes: LIST_A,
})
