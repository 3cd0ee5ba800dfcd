import type { MrzFormatName } from '../mrz/formats.ts'
import type { PageCode } from '../verification/evidence.ts'
import type { FieldName } from './layout/field-kinds.ts'
import type { MmBox, PageLayout } from './layout/page-layout.ts'
import type { NumberRule } from './numbers/number-rule.ts'
import type { Vocabulary } from './vocabularies.ts'

/** What a type was seen on: pictures of real specimens, our own renderings of its layout, or nothing but its rules. */
export type Measured = 'specimens' | 'renderings' | 'rules-only'

/** How a document writes a day; what stands between its parts is in the name. */
export type DateStyle =
  | 'year-month-day-han'
  | 'republic-han'
  | 'ymd-dots'
  | 'ymd-dashes'
  | 'ymd-slashes'
  | 'dmy-dashes'
  | 'dmy-slashes'
  | 'mdy-slashes'
  | 'day-MON-year'
  | 'day-Mon-year'
  | 'MONTH-day-year'

/** How a document is printed: needed to draw specimens of it. */
export interface PrintStyle {
  readonly script: 'latin' | 'vietnamese' | 'simplified' | 'traditional'
  readonly dates: DateStyle
  /** Where first and last day are written otherwise than single days. */
  readonly validity?: DateStyle
}

/** How answers under one code speak. */
export interface DocumentCode {
  readonly code: string
  readonly vocabulary: Vocabulary
  /** Days as `YYYY-MM-DD` (list A) or letter by letter as the document prints them (list B). */
  readonly dates: 'iso' | 'as-printed'
}

/** One kind of document as a table row: by what it is known, what it looks like, what is read and how it is answered. */
export interface DocumentType {
  readonly title: string
  /** Every code that asks for this type. The first code is its own. */
  readonly codes: readonly DocumentCode[]
  /** Issuing states, ICAO alpha-3; empty for documents of any state. */
  readonly issuers: readonly string[]
  /** A page in millimetres. */
  readonly size: { readonly width: number; readonly height: number }
  /** The machine readable zone that tells the type, and the page that carries it. */
  readonly mrz?: { readonly formats: readonly MrzFormatName[]; readonly prefix: RegExp; readonly page: PageCode }
  /** What each side prints; a document has the sides that are listed here. */
  readonly pages: Partial<Readonly<Record<PageCode, PageLayout>>>
  readonly number?: NumberRule
  /** The print numbers the holder and the zone the card: two numbers, of which the printed one is the document's. */
  readonly numbersHolder?: true
  /** The document shows no portrait, so there is nothing to compare a face with. */
  readonly faceless?: true
  /** `box`: where specimens carry the symbol; none is drawn where it is absent. */
  readonly barcode?: { readonly page: PageCode; readonly format: 'AAMVA' | 'QR'; readonly box?: MmBox }
  /** Fields without which the document counts as unreadable. */
  readonly required: readonly FieldName[]
  readonly print: PrintStyle
  readonly measured: Measured
}

export type RegisteredDocument = DocumentType & {
  readonly sides: readonly PageCode[]
  /** Width over height of a side. */
  readonly aspect: number
}

export function defineDocument(document: DocumentType): RegisteredDocument {
  const sides = (['01', '02'] as const).filter((page) => document.pages[page] !== undefined)
  return { ...document, sides, aspect: document.size.width / document.size.height }
}

/** ISO/IEC 7810: cards and passport pages. */
export const ID_1 = { width: 85.6, height: 53.98 } as const
export const ID_3 = { width: 125, height: 88 } as const
