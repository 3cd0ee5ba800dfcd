import type { Box, Picture } from '../image/picture.ts'
import type { PageCode } from './evidence.ts'

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
  /** Mean confidence over all characters, 0-1. */
  readonly confidence01?: number
  /** Smallest per-character confidence over names and issuing state, which no digit protects, 0-1. */
  readonly nameConfidence01: number
  /** The upright rectangle around each line, on the picture of the page as it came. */
  readonly lineBoxes: readonly Box[]
  /** The page that carries the zone; the first one where it is absent. */
  readonly page?: PageCode
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
