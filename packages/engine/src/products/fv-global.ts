import { defineProduct } from '../verification/product.ts'
import faceVerify from './face-verify.ts'

/** FACE_VERIFY under its first name. */
export default defineProduct({ ...faceVerify, code: 'FV_GLOBAL' })
