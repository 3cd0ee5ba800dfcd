import type { PageCode } from '@bonafide/engine'
import type { StoredDecision } from '../../flow/stored-decision.ts'
import type { Verdict } from '../../ports/store.ts'

/** A finished verification as a projection sees it. */
export interface Finished {
  /** The verdict that stands. */
  readonly verdict: Verdict
  readonly decision: StoredDecision
  /** The document type that was asked for. */
  readonly documentType?: string
  /** The document pages that were asked for. */
  readonly pages: readonly PageCode[]
  /** What the caller wants to be told about the document. */
  readonly wanted: DocumentAnswer
  /** The order in which document and face were taken, where both were. */
  readonly flow?: 'DOC_FACE' | 'FACE_DOC'
  /** JPEG pictures, only where they were asked for and the face step succeeded or was not asked for. */
  readonly images?: {
    readonly pages: Readonly<Record<string, Uint8Array>>
    readonly face?: Uint8Array
  }
}

export interface DocumentAnswer {
  /** What it says. */
  readonly fields: boolean
  /** The same once more, in one form for all documents. */
  readonly standardValues: boolean
  /** Every sign of forgery that was looked for, beside those that were found. */
  readonly spoofDetails: boolean
}

/** The structured fields of CheckResult before they are written as text; those left out stay out of the answer. */
export interface Extensions {
  readonly ExtBasicInfo?: object
  readonly ExtIdInfo?: object
  readonly ExtFaceInfo?: object
  readonly ExtRiskInfo?: object
  readonly ExtInfo?: object
  readonly ExtSourceInfo?: object
}

/** How the decisions of one product are shown. */
export interface Projection {
  readonly product: string
  project(finished: Finished): Extensions
}

export function defineProjection(projection: Projection): Projection {
  return projection
}
