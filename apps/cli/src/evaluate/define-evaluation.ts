import type { OpenEngine } from '../open-engine.ts'
import type { PairChoice } from './face-pairs.ts'

/** What one evaluation works with. */
export interface EvaluationInput extends OpenEngine {
  readonly dataDir: string
  /** Which pairs of faces are compared: all that can be formed where nothing is said. */
  readonly pairs?: PairChoice
  /** Forgery: how many pictures of each species are rendered, from which seed, and by which tool alone. */
  readonly rendered?: { readonly n: number; readonly seed: number; readonly tool?: string }
  /** Liveness: thresholds are fitted anew without each person in turn, too. */
  readonly crossValidate?: boolean
  /** Liveness: attacks made of the living people's own clips are judged, too. */
  readonly derived?: boolean
  readonly progress: (text: string) => void
}

/** Reads a labelled folder and answers its report, whose keys do not change between versions. */
export type Evaluation = (input: EvaluationInput) => Promise<object>

/** The labelled folder is not of the known form. */
export class LabelError extends Error {
  readonly code = 'labels-invalid'
}
