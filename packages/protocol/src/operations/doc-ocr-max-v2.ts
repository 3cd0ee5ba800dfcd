import {
  docOcrMaxParameters,
  documentAnswer,
  documentGivenOnce,
  registerKnowsType,
  typeIsNamedOrFound,
} from './documents/parameters.ts'
import { defineOperation } from './operation.ts'
import { pictureUrl } from './urls.ts'

/** As DocOcrMax, with the picture as an uploaded file. */
export default defineOperation({
  name: 'DocOcrMaxV2',
  product: 'ID_OCR_MAX',
  parameters: { ...docOcrMaxParameters, IdOcrPictureFile: pictureUrl({ in: 'form' }) },
  rules: [typeIsNamedOrFound, registerKnowsType, documentGivenOnce],
  answer: documentAnswer,
})
