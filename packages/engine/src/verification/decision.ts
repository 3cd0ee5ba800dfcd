import type { DeviceRisk } from '../device/judge-device.ts'
import type { EstimatedAttributes } from '../face/estimate-attributes.ts'
import type { FaceTemplate } from '../face/face-description.ts'
import type { Picture } from '../image/picture.ts'
import type { DocumentReading } from './document-reading.ts'
import type { Finding } from './finding.ts'
import type { Reason } from './reasons.ts'

/** What the live face is worth, for the answer of the API; of a single picture only `attack` and `attributes` are said. */
export interface FaceSummary {
  /** Calibrated 0-100 against the document portrait or the reference face, absent when there was nothing to compare. */
  readonly comparisonScore?: number
  /** A presentation or injection attack was found. */
  readonly attack: boolean
  /** 0-100, higher is better. */
  readonly qualityScore?: number
  /** Age and sex as a network guesses them, where they were asked for and a face could be described. */
  readonly attributes?: EstimatedAttributes
  /** Of the best frame: what the face is searched for by. Biometric data. */
  readonly template?: FaceTemplate
  /** The best frame, cut to the face, upright. */
  readonly picture?: Picture
}

/** The end of a verification. `review` does not pass until a person decided. */
export interface Decision {
  readonly outcome: 'passed' | 'not-passed' | 'review'
  /** The reason that leads, present unless the outcome is `passed`. */
  readonly reason?: Reason
  readonly findings: readonly Finding[]
  readonly document?: DocumentReading
  readonly face?: FaceSummary
  /** What was found of the device, whether it decided along or not. */
  readonly device?: DeviceRisk
  readonly policyId: string
  /** Id and SHA-256 of every network that was at hand. */
  readonly models: readonly { readonly id: string; readonly sha256: string }[]
}
