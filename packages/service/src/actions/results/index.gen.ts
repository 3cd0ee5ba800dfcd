// Written by `npm run gen`; edit the files of this folder instead.
import ekyc from './ekyc.ts'
import ekycPro from './ekyc-pro.ts'
import faceLiveness from './face-liveness.ts'
import faceVerify from './face-verify.ts'

export const entries = [ekyc, ekycPro, faceLiveness, faceVerify] as const
