import type { MrzFormatName } from '../mrz/formats.ts'
import type { DocumentFields } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'

export type FieldName = keyof DocumentFields

/** The field names of an answer, in the order they are answered, and the field that each one shows. */
export type Vocabulary = Readonly<Record<string, FieldName>>

/** One kind of document as a table row: by what it is known, what it looks like, what is read and how it is answered. */
export interface DocumentType {
  readonly title: string
  /** Every code that asks for this type, with the words that answers under that code use. The first code is its own. */
  readonly codes: readonly { readonly code: string; readonly vocabulary: Vocabulary }[]
  readonly sides: readonly PageCode[]
  /** Width over height of a side. */
  readonly aspect: number
  /** The machine readable zone that tells the type. */
  readonly mrz: { readonly formats: readonly MrzFormatName[]; readonly prefix: RegExp }
  /** Fields without which the document counts as unreadable. */
  readonly required: readonly FieldName[]
}

export function defineDocument(document: DocumentType): DocumentType {
  return document
}
