import { defineProduct } from '../verification/product.ts'
import idOcr from './id-ocr.ts'

/** ID_OCR under its first name. */
export default defineProduct({ ...idOcr, code: 'OCR_GLOBAL' })
