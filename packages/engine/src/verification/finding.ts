import type { Box } from '../image/picture.ts'
import type { Reason } from './reasons.ts'

/**
 * - `passed`: judged, and as it should be
 * - `failed`: judged, and not as it should be
 * - `review`: judged, but between the thresholds; a person has to look
 * - `not-judged`: the evidence does not allow a judgement; never counts as passed
 */
export type Outcome = 'passed' | 'failed' | 'review' | 'not-judged'

/** Where on the evidence a finding looked. */
export interface Region {
  /** `page-01`, `page-02`, `frame-<index>` or `reference`. */
  readonly on: string
  readonly box: Box
  readonly label: string
}

/** The outcome of one check, with what it rests on. */
export interface Finding {
  readonly check: string
  readonly outcome: Outcome
  /** Empty exactly when the outcome is `passed`. */
  readonly reasons: readonly Reason[]
  /** 0-100 where the check scores, 60 at the operating point. */
  readonly score?: number
  /** Raw measures by name, in the units their names carry. */
  readonly measures: Readonly<Record<string, number>>
  readonly regions: readonly Region[]
}
