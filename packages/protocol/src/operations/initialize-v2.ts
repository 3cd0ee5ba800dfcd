import { lightIsForPhones, templateIsComplete } from './initialize/liveness-rules.ts'
import { initializeAnswer, initializeParameters } from './initialize/parameters.ts'
import { chipKeyIsComplete, picturesAreGivenOnce } from './initialize/rules.ts'
import { picture } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** As Initialize, with both pictures in the form, and uploaded files. */
export default defineOperation({
  name: 'InitializeV2',
  parameters: {
    ...initializeParameters,
    FacePictureFile: pictureUrl({}),
    TargetFacePictureFile: pictureUrl({}),
    FacePictureBase64: picture({ in: 'form' }),
    TargetFacePicture: picture({ in: 'form' }),
  },
  rules: [chipKeyIsComplete, templateIsComplete, lightIsForPhones, picturesAreGivenOnce],
  answer: initializeAnswer,
})
