import { documentTypes } from '../documents/document-types.ts'

const codes = [...documentTypes.keys()]

/** Document codes of the older products: eight digits, some documented with nine (initialize.md section 4). */
export const LIST_A = codes.filter((code) => /^\d{8,9}$/.test(code))

/** Document codes of the newer products: state, class and variant. */
export const LIST_B = codes.filter((code) => /^[A-Z]{3}\d{5}$/.test(code))

/** List B without what shows no portrait: there is nothing to compare a face with. */
export const LIST_B_WITH_PORTRAIT = LIST_B.filter((code) => documentTypes.get(code)?.faceless !== true)
