import type { ForgerySpecies, PrintFace } from '@bonafide/lab'
import type { OpenEngine } from '../open-engine.ts'
import type { PairChoice } from './face-pairs.ts'
import type { Carried } from './rendered-shots.ts'
import { lowerBound95 } from './statistics.ts'

/** What is rendered instead of read from a folder. */
export interface Rendering {
  /** Forgery: pictures of each species; documents: rounds over every registered side; glasses: over every face. */
  readonly n?: number
  readonly seed: number
  /** Forgery: by this tool alone. */
  readonly tool?: string
  /** Forgery: these species alone. */
  readonly species?: readonly ForgerySpecies[]
  /** Documents: only sides that carry this. */
  readonly only?: Carried
  /** Documents: what Latin letters are printed in. */
  readonly face?: PrintFace
  /** Documents: nobody says what they are. */
  readonly auto?: boolean
}

/** What one evaluation works with. */
export interface EvaluationInput extends OpenEngine {
  readonly dataDir: string
  /** Which pairs of faces are compared: all that can be formed where nothing is said. */
  readonly pairs?: PairChoice
  /** Faces: how many cards are rendered of each picture, each with a grain of its own. */
  readonly grains?: number
  readonly rendered?: Rendering
  /** Liveness: thresholds are fitted anew without each person in turn, too. */
  readonly crossValidate?: boolean
  /** Liveness: attacks made of the living people's own clips are judged, too. */
  readonly derived?: boolean
  /** Liveness and forgery: a folder in which rows, and rendered pictures, are kept. */
  readonly keep?: string
  readonly progress: (text: string) => void
}

/** One line of a table: how many of how many, and the lower end of the exact 95 % interval. */
export interface Figure {
  readonly what: string
  readonly right: number
  readonly n: number
  readonly share: number
  readonly lower95: number
}

export function figure(what: string, right: number, n: number): Figure {
  const rounded = (share: number) => Math.round(share * 1000) / 1000
  return { what, right, n, share: rounded(right / Math.max(1, n)), lower95: rounded(lowerBound95(right, n)) }
}

/** Reads a labelled folder and answers its report, whose keys do not change between versions. */
export type Evaluation = (input: EvaluationInput) => Promise<object>

/** The labelled folder is not of the known form. */
export class LabelError extends Error {
  readonly code = 'labels-invalid'
}
