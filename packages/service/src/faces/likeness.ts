import { faceDistance, scoreOfDistance } from '@bonafide/engine'
import type { ModelTemplate } from '../ports/judge.ts'

/** Likeness of two faces, 0-100, 60 at the operating point. Throws when two networks made the templates. */
export function likeness(a: ModelTemplate, b: ModelTemplate): number {
  return scoreOfDistance(faceDistance(named(a), named(b)), a.calibration)
}

/** A score as it is shown; cut, not rounded, so that what is below a threshold never reads as if it reached it. */
export function shownScore(score: number): number {
  return Math.floor(10 * score) / 10
}

function named({ model, values }: ModelTemplate) {
  return { modelId: `${model.id} ${model.sha256}`, values }
}
