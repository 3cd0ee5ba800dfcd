import type { Box, Picture } from '../image/picture.ts'

/** Fields of a document by the engine's own names; dates are `YYYY-MM-DD`, states ICAO alpha-3. */
export interface DocumentFields {
  readonly documentCode?: string
  readonly issuingState?: string
  readonly surname?: string
  readonly givenNames?: string
  readonly documentNumber?: string
  readonly nationality?: string
  readonly birthDate?: string
  readonly sex?: 'M' | 'F' | 'X'
  readonly expiryDate?: string
  readonly optionalData?: string
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
  /** Smallest per-character confidence over names, which no digit protects, 0-1. */
  readonly nameConfidence01: number
  /** Corners of each line on the picture it was read from, clockwise from the top left. */
  readonly lineBoxes: readonly Box[]
}

/** What was read from the pages of one document. */
export interface DocumentReading {
  /** Code of the recognised type, absent when no registered type fits. */
  readonly type?: string
  readonly fields: DocumentFields
  readonly mrz?: MrzReading
  /** Portrait cut out upright, with a margin, absent when no face was found on the page. */
  readonly portrait?: Picture
  readonly portraitBox?: Box
}
