import { ekycAnswer, ekycParameters, facesAndDocumentsGivenOnce, registerIsAsked } from './documents/ekyc.ts'
import { defineOperation } from './operation.ts'

/** Whether a face and a document, on two pictures, belong together and the document is sound. */
export default defineOperation({
  name: 'EkycVerify',
  product: 'eKYC_MIN',
  parameters: ekycParameters,
  rules: [registerIsAsked, facesAndDocumentsGivenOnce],
  answer: ekycAnswer,
})
