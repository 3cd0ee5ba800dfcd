// Written by `npm run gen`; edit the files of this folder instead.
import ekyc from './ekyc.ts'
import ekycPro from './ekyc-pro.ts'
import faceIdu from './face-idu.ts'
import faceLiveness from './face-liveness.ts'
import faceLivenessPro from './face-liveness-pro.ts'
import faceVerify from './face-verify.ts'
import idOcr from './id-ocr.ts'
import idOcrPro from './id-ocr-pro.ts'

export const entries = [ekyc, ekycPro, faceIdu, faceLiveness, faceLivenessPro, faceVerify, idOcr, idOcrPro] as const
