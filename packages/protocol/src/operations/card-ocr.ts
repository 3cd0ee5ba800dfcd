import { docOcrParameters, documentAnswer, documentGivenOnce, somethingIsAsked } from './documents/parameters.ts'
import { defineOperation } from './operation.ts'

/** The older form of DocOcr: the front only, whatever the quality of the picture. */
export default defineOperation({
  name: 'CardOcr',
  product: 'ID_OCR_MIN',
  parameters: docOcrParameters,
  rules: [somethingIsAsked, documentGivenOnce],
  answer: { Result: { ...documentAnswer.Result, ExtCardInfo: 'string' } },
})
