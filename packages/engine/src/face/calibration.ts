/** A point of a calibration: at this distance the score is this. */
export interface CalibrationPoint {
  readonly distance: number
  readonly score: number
}

/**
 * From distance to score for two full pictures. Measured on 625 genuine and 19,178 impostor pairs of 49 persons:
 * 0.55 accepts 97.0 % and 0.05 % of them (score 60, the operating point), 0.62 accepts 99.7 % and 1.0 % (score 45, where
 * review begins). The ends are chosen so that a usual genuine pair (0.40) reads as 90 and a usual stranger (0.80) as 5.
 * On one set of small scraped pictures with doubtful labels 0.55 accepted 0.9 % of strangers; see docs/measurements/faces.md.
 */
export const SELFIE_TO_SELFIE: readonly CalibrationPoint[] = [
  { distance: 0, score: 100 },
  { distance: 0.4, score: 90 },
  { distance: 0.55, score: 60 },
  { distance: 0.62, score: 45 },
  { distance: 0.8, score: 5 },
  { distance: 1, score: 0 },
]

/**
 * From distance to score for a portrait on a document against a full picture. Measured on 366 genuine and about 16,800
 * impostor pairs with portraits rendered 130-200 px high: 0.55 accepts 93.7-98.4 % and 0.04-0.08 % (score 60),
 * 0.62 accepts 99.7-100 % and 1.3-1.4 % (score 45). Rendered cards, not scans: genuine portraits lie about 0.03 farther
 * than two full pictures do, which moves only the upper part of the table.
 */
export const PORTRAIT_TO_SELFIE: readonly CalibrationPoint[] = [
  { distance: 0, score: 100 },
  { distance: 0.43, score: 90 },
  { distance: 0.55, score: 60 },
  { distance: 0.62, score: 45 },
  { distance: 0.8, score: 5 },
  { distance: 1, score: 0 },
]

/** The score of a distance, 0-100, on straight lines between the points. */
export function scoreOfDistance(distance: number, table: readonly CalibrationPoint[]): number {
  const after = table.findIndex((point) => point.distance >= distance)
  const right = table[after]
  if (right === undefined) return table.at(-1)?.score ?? 0
  const left = table[after - 1]
  if (left === undefined) return right.score
  const share = (distance - left.distance) / (right.distance - left.distance)
  return left.score + share * (right.score - left.score)
}
