import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_B } from './document-lists.ts'

/** The document alone, with the larger table of documents. */
export default defineProduct({
  code: 'ID_OCR_PRO',
  steps: ['document'],
  evidence: ['document'],
  checks: [...DEVICE_CHECKS, ...DOCUMENT_CHECKS],
  documentTypes: LIST_B,
})
