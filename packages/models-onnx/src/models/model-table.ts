import { EDIT_FINDER } from './edit-finder.ts'
import { FACE_ATTRIBUTES } from './face-attributes.ts'
import { FACE_DETECTOR } from './face-detector.ts'
import { FACE_EMBEDDER } from './face-embedder.ts'
import { FACE_EYES } from './face-eyes.ts'
import { FACE_MESH } from './face-mesh.ts'
import type { ModelEntry } from './model-entry.ts'
import { MRZ_READER } from './mrz-reader.ts'
import { TEXT_DETECTOR } from './text-detector.ts'
import { TEXT_READER } from './text-reader.ts'

/** Every network that the service opens. */
export const MODEL_TABLE: readonly ModelEntry[] = [
  FACE_DETECTOR,
  FACE_MESH,
  FACE_EYES,
  FACE_EMBEDDER,
  MRZ_READER,
  TEXT_DETECTOR,
  TEXT_READER,
  FACE_ATTRIBUTES,
  EDIT_FINDER,
]
