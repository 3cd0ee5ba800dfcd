import type { Quad } from '../image/homography.ts'
import type { Box, Picture } from '../image/picture.ts'
import type { BarcodeFormat } from '../ports.ts'
import type { PageCode } from './evidence.ts'

/**
 * Fields of a document by the engine's own names, in the form in which they are compared: dates `YYYY-MM-DD`,
 * states ICAO alpha-3, sex `M`, `F` or `X`. What the document prints, letter by letter, is in `PrintedField`.
 */
export interface DocumentFields {
  readonly documentCode?: string
  readonly issuingState?: string
  readonly surname?: string
  readonly givenNames?: string
  /** Where a document prints one name that is not divided. */
  readonly fullName?: string
  /** The name in the script of the state, beside one in Latin letters. */
  readonly localName?: string
  readonly localSurname?: string
  readonly localGivenNames?: string
  readonly middleName?: string
  readonly documentNumber?: string
  readonly nationality?: string
  readonly birthDate?: string
  readonly birthPlace?: string
  readonly sex?: 'M' | 'F' | 'X'
  readonly issueDate?: string
  readonly firstIssueDate?: string
  /** Absent where the document is valid without end. */
  readonly expiryDate?: string
  readonly issuingAuthority?: string
  readonly issuingPlace?: string
  readonly address?: string
  readonly ethnicity?: string
  readonly religion?: string
  readonly licenceClass?: string
  /** Telegraph code of a Chinese name, and the letters beside the birth date, on Hong Kong cards. */
  readonly nameCode?: string
  readonly symbols?: string
  readonly optionalData?: string
}

/** One field as it is printed beside its label. */
export interface PrintedField {
  readonly field: keyof DocumentFields
  /** Letter by letter as printed; lines of one field are joined. */
  readonly text: string
  /** The same in the form of `DocumentFields`. */
  readonly value: string
  /** The reader's mean belief over the characters, 0-1. */
  readonly confidence01: number
  /** Around the print, on the picture of the page as it came. */
  readonly box: Box
  readonly page: PageCode
}

/** One check digit of an MRZ as read. */
export interface CheckDigit {
  readonly field: 'documentNumber' | 'birthDate' | 'expiryDate' | 'optionalData' | 'composite'
  readonly valid: boolean
}

export interface MrzReading {
  readonly format: 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B' | 'FRA-ID'
  readonly lines: readonly string[]
  readonly checks: readonly CheckDigit[]
  /** Mean confidence over all characters, 0-1. */
  readonly confidence01?: number
  /** Smallest per-character confidence over names and issuing state, which no digit protects, 0-1. */
  readonly nameConfidence01: number
  /** The upright rectangle around each line, on the picture of the page as it came. */
  readonly lineBoxes: readonly Box[]
  /** The page that carries the zone; the first one where it is absent. */
  readonly page?: PageCode
}

/** A barcode on a page. */
export interface BarcodeReading {
  readonly page: PageCode
  readonly format: BarcodeFormat
  /** The upright rectangle around the symbol, on the picture of the page as it came. */
  readonly box: Box
  readonly text: string
  /** Contents of an AAMVA record; absent when the symbol holds anything else. */
  readonly fields?: DocumentFields
  /** What is odd about the record, by name; none of it keeps the fields from being read. */
  readonly warnings: readonly string[]
}

/** How a page lies on its picture. */
export interface PageReading {
  readonly page: PageCode
  /** Size of the picture as it came. */
  readonly width: number
  readonly height: number
  /** Whether the page's own outline was seen; else its place follows from its print, or is the whole picture. */
  readonly outlined: boolean
  /**
   * Where a zone was read and an outline was seen: how far the outline's corners lie from those of the page that the zone
   * implies, on average, in diagonals of the page. An outline too far away was dropped.
   */
  readonly outlineMiss01?: number
  /** The side that the page shows by what it prints; absent where its print tells nothing. */
  readonly printedSide?: PageCode
  /** Corners on the picture as it came, clockwise from the page's own upper left. */
  readonly corners: Quad
  /**
   * The corners, on the picture as it came, of each run of print that stands where the side prints values, whatever it
   * reads as: a value that was changed may no longer be read. Absent where no print was looked for.
   */
  readonly values?: readonly Quad[]
  /** The labels that were found, where the type says where they stand and the page's place is known without them. */
  readonly labels?: readonly PlacedLabel[]
  /** How far the middle of the face nearest to the place of the portrait lies from it, in millimetres. */
  readonly portraitAwayMm?: number
}

/** A printed label: its corners on the picture as it came, and how far it stands from where its type has it. */
export interface PlacedLabel {
  readonly corners: Quad
  readonly awayMm: number
}

/** A type that the print of a document speaks for, and how much of what that type prints was found. */
export interface TypeCandidate {
  /** The type's own code. */
  readonly type: string
  readonly page: PageCode
  readonly score01: number
}

/** What was read from the pages of one document. */
export interface DocumentReading {
  /** Code of the recognised type, absent when no registered type fits. */
  readonly type?: string
  /** What speaks for the type, 0-1; 1 where a machine readable zone names it. */
  readonly typeScore01?: number
  /** The two likeliest types by print alone, the likeliest first; absent where zone or barcode name the type. */
  readonly typeCandidates?: readonly TypeCandidate[]
  readonly fields: DocumentFields
  readonly mrz?: MrzReading
  /** What the pages print beside their machine readable parts; empty when nothing printed was found or looked for. */
  readonly printed?: readonly PrintedField[]
  readonly barcodes?: readonly BarcodeReading[]
  /** Portrait cut out upright, with a margin, absent when no face was found on the page. */
  readonly portrait?: Picture
  readonly portraitBox?: Box
  readonly pages?: readonly PageReading[]
}
