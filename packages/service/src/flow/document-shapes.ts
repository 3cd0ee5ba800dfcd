import type { PageCode } from '@bonafide/engine'

interface DocumentShape {
  readonly sides: readonly PageCode[]
  /** Width over height, for the frame on screen. */
  readonly aspect: number
}

/** The data page of a passport is an ID-3 page, 125 by 88 mm (ICAO 9303-4). */
const PASSPORT: DocumentShape = { sides: ['01'], aspect: 125 / 88 }

/** What the capture of a document needs to know, by document type. */
export const DOCUMENT_SHAPES: ReadonlyMap<string, DocumentShape> = new Map([
  ['GLB03002', PASSPORT],
  ['01000000', PASSPORT],
])
