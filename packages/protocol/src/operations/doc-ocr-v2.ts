import {
  cardSide,
  docOcrParameters,
  documentAnswer,
  documentGivenOnce,
  idThreshold,
  somethingIsAsked,
} from './documents/parameters.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** As DocOcr, with the picture as an uploaded file. */
export default defineOperation({
  name: 'DocOcrV2',
  product: 'ID_OCR_MIN',
  parameters: {
    ...docOcrParameters,
    CardSide: cardSide,
    IdThreshold: idThreshold('query'),
    IdOcrPictureFile: pictureUrl({ in: 'form' }),
  },
  rules: [somethingIsAsked, documentGivenOnce],
  answer: documentAnswer,
})
