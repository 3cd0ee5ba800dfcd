import { defineProduct } from '../verification/product.ts'
import { DEVICE_CHECKS, DOCUMENT_CHECKS } from './check-lists.ts'
import { LIST_A } from './document-lists.ts'

/** The document alone. */
export default defineProduct({
  code: 'ID_OCR',
  steps: ['document'],
  evidence: ['document'],
  checks: [...DEVICE_CHECKS, ...DOCUMENT_CHECKS],
  documentTypes: LIST_A,
})
