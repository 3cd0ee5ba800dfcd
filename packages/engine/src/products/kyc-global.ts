import { defineProduct } from '../verification/product.ts'
import ekycPro from './ekyc-pro.ts'

/** eKYC_PRO under its first name; here the caller may have the face taken before the document. */
export default defineProduct({ ...ekycPro, code: 'KYC_GLOBAL', stepsMayTurn: true })
