import { defineProduct } from '../verification/product.ts'
import { DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_B } from './document-lists.ts'

/** One page of a document on a picture that the caller has, with the larger table; its type may be left to be found. */
export default defineProduct({
  code: 'ID_OCR_MAX',
  steps: [],
  evidence: ['document'],
  checks: DOCUMENT_CHECKS,
  documentTypes: LIST_B,
})
