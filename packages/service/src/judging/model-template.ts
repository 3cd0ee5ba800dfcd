import { calibrationOf, type EmbedderNetwork, type FaceTemplate } from '@bonafide/engine'
import type { ModelTemplate } from '../ports/judge.ts'

/** A template as it leaves the judging process: with the network that made it and what its distances mean. */
export function modelTemplate({ values }: FaceTemplate, embedder: EmbedderNetwork): ModelTemplate {
  const { id, sha256 } = embedder
  return { model: { id, sha256 }, values, calibration: calibrationOf(embedder).selfie }
}
