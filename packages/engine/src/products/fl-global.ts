import { defineProduct } from '../verification/product.ts'
import faceLiveness from './face-liveness.ts'

/** FACE_LIVENESS under its first name. */
export default defineProduct({ ...faceLiveness, code: 'FL_GLOBAL' })
