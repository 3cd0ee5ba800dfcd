import type { ModelEntry } from './model-entry.ts'

/** FaceMesh: 468 points with depth on an upright crop of one face. */
export const FACE_MESH: ModelEntry = {
  name: 'faceMesh',
  id: 'facemesh-192-1',
  sha256: '171c40d1cbf2034a6ec1dfa3056280c28ae5eff25717d9313074052d371d5c8c',
  source: {
    kind: 'graph-model',
    package: '@vladmandic/human',
    file: 'models/facemesh.json',
    outputs: [
      { node: 'Identity_2', name: 'mesh', dims: [1, 1404] },
      { node: 'Identity_1', name: 'score', dims: [1, 1] },
    ],
  },
  input: { dims: [1, 3, 192, 192], normalisation: 'RGB, value / 255, face box x 1.5 turned upright' },
  outputs: ['mesh: x y z of 468 points in input pixels', 'score: whether the crop shows a face, 0-1'],
  licence: 'Apache-2.0 (Google MediaPipe)',
}
