import { lightIsForPhones, templateIsComplete } from './initialize/liveness-rules.ts'
import { initializeAnswer, initializeParameters } from './initialize/parameters.ts'
import { chipKeyIsComplete, picturesAreGivenOnce } from './initialize/rules.ts'
import { picture } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Starts a verification. What a product needs beyond this (DocType, a reference face) is the product's to say. */
export default defineOperation({
  name: 'Initialize',
  parameters: {
    ...initializeParameters,
    FacePictureBase64: picture({ in: 'form' }),
    TargetFacePicture: picture({}),
  },
  rules: [chipKeyIsComplete, templateIsComplete, lightIsForPhones, picturesAreGivenOnce],
  answer: initializeAnswer,
})
