// Written by `npm run gen`; edit the files of this folder instead.
import ekyc from './ekyc.ts'
import ekycMin from './ekyc-min.ts'
import ekycPro from './ekyc-pro.ts'
import faceIdu from './face-idu.ts'
import faceLiveness from './face-liveness.ts'
import faceLivenessPro from './face-liveness-pro.ts'
import faceVerify from './face-verify.ts'
import idOcr from './id-ocr.ts'
import idOcrMax from './id-ocr-max.ts'
import idOcrMin from './id-ocr-min.ts'
import idOcrPro from './id-ocr-pro.ts'

export const entries = [ekyc, ekycMin, ekycPro, faceIdu, faceLiveness, faceLivenessPro, faceVerify, idOcr, idOcrMax, idOcrMin, idOcrPro] as const
