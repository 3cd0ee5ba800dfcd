import {
  cardSide,
  docOcrParameters,
  documentAnswer,
  documentGivenOnce,
  idThreshold,
  somethingIsAsked,
} from './documents/parameters.ts'
import { defineOperation } from './operation.ts'

/** Reads one side of a document, looks for signs of forgery on it, or both. */
export default defineOperation({
  name: 'DocOcr',
  product: 'ID_OCR_MIN',
  parameters: { ...docOcrParameters, CardSide: cardSide, IdThreshold: idThreshold('query') },
  rules: [somethingIsAsked, documentGivenOnce],
  answer: documentAnswer,
})
