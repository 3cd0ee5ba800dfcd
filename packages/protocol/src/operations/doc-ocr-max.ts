import {
  docOcrMaxParameters,
  documentAnswer,
  documentGivenOnce,
  registerKnowsType,
  typeIsNamedOrFound,
} from './documents/parameters.ts'
import { text, toggle } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Reads one page of a document of the larger table, whose type may be left to be found. */
export default defineOperation({
  name: 'DocOcrMax',
  product: 'ID_OCR_MAX',
  parameters: {
    ...docOcrMaxParameters,
    /** The older name of IdSpoof. */
    Spoof: toggle({ in: 'form', fallback: false }),
    /** Deprecated upstream, for a reader that takes instructions: read and not used. */
    Prompt: text({ in: 'form', max: 1024 }),
  },
  rules: [typeIsNamedOrFound, registerKnowsType, documentGivenOnce],
  answer: documentAnswer,
})
