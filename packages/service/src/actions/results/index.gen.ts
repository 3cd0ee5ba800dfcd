// Written by `npm run gen`; edit the files of this folder instead.
import ekyc from './ekyc.ts'
import ekycNdi from './ekyc-ndi.ts'
import ekycPro from './ekyc-pro.ts'
import faceIdu from './face-idu.ts'
import faceLiveness from './face-liveness.ts'
import faceLivenessPro from './face-liveness-pro.ts'
import faceVerify from './face-verify.ts'
import flGlobal from './fl-global.ts'
import fvGlobal from './fv-global.ts'
import idOcr from './id-ocr.ts'
import idOcrPro from './id-ocr-pro.ts'
import idrGlobal from './idr-global.ts'
import kycGlobal from './kyc-global.ts'
import ocrGlobal from './ocr-global.ts'

export const entries = [ekyc, ekycNdi, ekycPro, faceIdu, faceLiveness, faceLivenessPro, faceVerify, flGlobal, fvGlobal, idOcr, idOcrPro, idrGlobal, kycGlobal, ocrGlobal] as const
