import type { DeviceEvidence } from '../device/device-report.ts'
import type { Picture } from '../image/picture.ts'
import type { Challenge } from './challenge.ts'
import type { DocumentReading } from './document-reading.ts'

export type PageCode = '01' | '02'

export interface DocumentPage {
  readonly page: PageCode
  readonly picture: Picture
}

export interface Frame {
  readonly picture: Picture
  /** Capture time in milliseconds since the first frame of the clip. */
  readonly atMs: number
}

/** The frames of one face attempt, with the challenge that was drawn for it. */
export interface FaceClip {
  readonly challenge: Challenge
  readonly frames: readonly Frame[]
}

/** How poor a picture of a document may be. */
export type QualityLevel = 'loose' | 'standard' | 'strict'

/** What the caller asked to be looked at beyond what every verification looks at. */
export interface DocumentDemands {
  /** Absent where the quality of pictures is not asked for. */
  readonly quality?: QualityLevel
  readonly forgerySigns?: boolean
  /** How good the portrait on the document is. */
  readonly portraitQuality?: boolean
  /** False where only the kind of document is asked for, and nothing of what it says. */
  readonly fields?: boolean
}

/** Everything that one verification judges. Immutable; the same evidence gives the same decision. */
export interface Evidence {
  /** Code of the document type that was asked for, e.g. `GLB03002`. */
  readonly documentType?: string
  readonly documentDemands?: DocumentDemands
  readonly pages: readonly DocumentPage[]
  /** What the same networks read from the same pages before; without it they are read for the first check that asks. */
  readonly reading?: DocumentReading
  readonly face?: FaceClip
  /** The face to compare the live face with, where there is no document. */
  readonly referenceFace?: Picture
  /** Whether age and sex of the live face are to be estimated; nothing is decided by them. */
  readonly attributesAsked?: boolean
  /** What the browser reported of itself; absent where nothing was asked and nothing came. */
  readonly device?: DeviceEvidence
  /** Calendar date of the judgement, `YYYY-MM-DD` in UTC; expiry is judged against it. */
  readonly judgedOn: string
}

/** Whether what the document says is to be judged. */
export function asksForFields({ documentDemands }: Pick<Evidence, 'documentDemands'>): boolean {
  return documentDemands?.fields !== false
}
