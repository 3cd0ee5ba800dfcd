import { defineProduct } from '../verification/product.ts'
import idOcr from './id-ocr.ts'

/** ID_OCR under another of its first names. */
export default defineProduct({ ...idOcr, code: 'IDR_GLOBAL' })
