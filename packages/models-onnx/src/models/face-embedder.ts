import type { ModelEntry } from './model-entry.ts'

/** The dlib-type residual network; 128 numbers, compared by Euclidean distance. */
export const FACE_EMBEDDER: ModelEntry = {
  name: 'faceEmbedder',
  id: 'face-resnet-128-1',
  sha256: '024e39c9b1572aa861781ba46136afa41c8c1c7990225a048b121fdd665f8d44',
  source: {
    kind: 'recognition-net',
    package: '@vladmandic/face-api',
    file: 'model/face_recognition_model-weights_manifest.json',
  },
  input: { dims: ['N', 3, 150, 150], normalisation: 'RGB, 0-255, aligned crop; the mean is subtracted inside' },
  outputs: ['embedding: 128 numbers'],
  licence: 'CC0-1.0 (dlib-models); packaged under MIT',
}
