// Written by `npm run gen`; edit the files of this folder instead.
import attack from './attack.ts'
import audit from './audit.ts'
import bench from './bench.ts'
import compareFaces from './compare-faces.ts'
import doctor from './doctor.ts'
import evaluate from './evaluate.ts'
import faces from './faces.ts'
import judgeLiveness from './judge-liveness.ts'
import keys from './keys.ts'
import readDocument from './read-document.ts'
import receipts from './receipts.ts'
import renderLiveness from './render-liveness.ts'
import review from './review.ts'
import serve from './serve.ts'
import tenants from './tenants.ts'
import verify from './verify.ts'

export const entries = [attack, audit, bench, compareFaces, doctor, evaluate, faces, judgeLiveness, keys, readDocument, receipts, renderLiveness, review, serve, tenants, verify] as const
