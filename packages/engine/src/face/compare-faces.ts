import type { FaceTemplate } from './face-description.ts'

/** Templates of two models were compared: their numbers mean different things. */
export class TemplateMismatch extends Error {
  readonly code = 'template-mismatch'
  constructor(a: FaceTemplate, b: FaceTemplate) {
    super(`Templates of ${a.modelId} and ${b.modelId} cannot be compared`)
  }
}

/** Euclidean distance of two templates of the same model; small for the same person. */
export function faceDistance(a: FaceTemplate, b: FaceTemplate): number {
  if (a.modelId !== b.modelId || a.values.length !== b.values.length) throw new TemplateMismatch(a, b)
  let sum = 0
  a.values.forEach((value, index) => {
    sum += (value - (b.values[index] ?? 0)) ** 2
  })
  return Math.sqrt(sum)
}
