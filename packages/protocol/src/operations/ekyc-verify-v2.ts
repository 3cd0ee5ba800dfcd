import { ekycAnswer, ekycParameters, facesAndDocumentsGivenOnce, registerIsAsked } from './documents/ekyc.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** As EkycVerify, with the pictures as uploaded files. */
export default defineOperation({
  name: 'EkycVerifyV2',
  product: 'eKYC_MIN',
  parameters: {
    ...ekycParameters,
    FacePictureFile: pictureUrl({ in: 'form' }),
    IdOcrPictureFile: pictureUrl({ in: 'form' }),
  },
  rules: [registerIsAsked, facesAndDocumentsGivenOnce],
  answer: ekycAnswer,
})
