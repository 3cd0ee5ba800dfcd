import type { EmbedderNetwork } from '../ports.ts'

/** A point of a calibration: at this distance the score is this. */
export interface CalibrationPoint {
  readonly distance: number
  readonly score: number
}

/** From distance to score for the two comparisons that are made. Distances of two networks mean different things. */
export interface FaceCalibration {
  /** Two pictures by a camera. */
  readonly selfie: readonly CalibrationPoint[]
  /** The portrait of a document against a picture by a camera. */
  readonly portrait: readonly CalibrationPoint[]
}

export type Comparison = keyof FaceCalibration

/**
 * Two full pictures. 60 is the operating point: the distance up to which one of a thousand strangers was accepted on the
 * larger of two sets (625 genuine, 19,178 impostor pairs of 49 persons; 97.6 % accepted). All pairs of the other set,
 * which had no part in the choice: 3 of 4,267 strangers accepted (0.07 %, at most 0.18 %). From 0.62 on (1 % of strangers)
 * nobody asks any more. The ends are chosen so that a usual genuine pair (0.40) reads as 90 and a usual stranger (0.80)
 * as 5. On small scraped pictures with doubtful labels 0.9 % of strangers lie below 0.55; see docs/measurements/faces.md.
 */
export const SELFIE_TO_SELFIE: readonly CalibrationPoint[] = [
  { distance: 0, score: 100 },
  { distance: 0.4, score: 90 },
  { distance: 0.563, score: 60 },
  { distance: 0.62, score: 45 },
  { distance: 0.8, score: 5 },
  { distance: 1, score: 0 },
]

/**
 * A document portrait against a full picture with as little detail. 60 is where one of a thousand strangers was accepted
 * with portraits rendered 130 px high: at 0.547 to 0.557 with four grains of 8,534 pairs of strangers each. Rendered cards,
 * not scans (docs/measurements/faces.md).
 */
export const PORTRAIT_TO_SELFIE: readonly CalibrationPoint[] = [
  { distance: 0, score: 100 },
  { distance: 0.43, score: 90 },
  { distance: 0.55, score: 60 },
  { distance: 0.62, score: 45 },
  { distance: 0.8, score: 5 },
  { distance: 1, score: 0 },
]

/** Calibrations by the id of the network they were measured with. */
const CALIBRATIONS: Readonly<Record<string, FaceCalibration>> = {
  'face-resnet-128-1': { selfie: SELFIE_TO_SELFIE, portrait: PORTRAIT_TO_SELFIE },
}

/** Nobody measured what the distances of this network mean, so nothing may be decided by them. */
export class ModelUncalibrated extends Error {
  readonly code = 'model-uncalibrated'
  constructor(id: string) {
    super(`The network ${id} has no thresholds`)
  }
}

/** What the distances of an embedder mean: what it brings along, else what was measured with the network of its id. */
export function calibrationOf({ id, calibration }: Pick<EmbedderNetwork, 'id' | 'calibration'>): FaceCalibration {
  const known = calibration ?? CALIBRATIONS[id]
  if (known === undefined) throw new ModelUncalibrated(id)
  return known
}

/** Distances between which the score falls from the operating point to where nobody asks any more. */
export interface MatchThresholds {
  readonly match: number
  readonly review: number
}

/** Beyond this multiple of the review distance nothing is left of the score, as for the packaged network. */
const NOTHING_LEFT = 1.6

/** A calibration from two measured distances alone: 60 at the first, 45 at the second, straight lines between. */
export function calibrationFrom({ match, review }: MatchThresholds): readonly CalibrationPoint[] {
  return [
    { distance: 0, score: 100 },
    { distance: match, score: 60 },
    { distance: review, score: 45 },
    { distance: NOTHING_LEFT * review, score: 0 },
  ]
}

/** The score of a distance, 0-100, on straight lines between the points. */
export function scoreOfDistance(distance: number, table: readonly CalibrationPoint[]): number {
  return interpolate(distance, table, 'distance', 'score')
}

/** The largest distance that scores this much: the inverse of `scoreOfDistance`. */
export function distanceOfScore(score: number, table: readonly CalibrationPoint[]): number {
  return interpolate(score, [...table].reverse(), 'score', 'distance')
}

type Axis = keyof CalibrationPoint

/** Reads a table whose points rise along `from`. */
function interpolate(value: number, table: readonly CalibrationPoint[], from: Axis, to: Axis): number {
  const after = table.findIndex((point) => point[from] >= value)
  const right = table[after]
  if (right === undefined) return table.at(-1)?.[to] ?? 0
  const left = table[after - 1]
  if (left === undefined) return right[to]
  const share = (value - left[from]) / (right[from] - left[from])
  return left[to] + share * (right[to] - left[to])
}
