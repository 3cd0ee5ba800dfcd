import type { ModelEntry } from './model-entry.ts'

/** BlazeFace, back camera variant: 896 anchors, 512 on a 16 px grid and 384 on a 32 px grid. */
export const FACE_DETECTOR: ModelEntry = {
  name: 'faceDetector',
  id: 'blazeface-back-256-1',
  sha256: '0653952e0d6a8fd0964777a0881c338b7067a04b0317b35393bf056968c7e646',
  source: {
    kind: 'graph-model',
    package: '@vladmandic/human',
    file: 'models/blazeface.json',
    outputs: [
      { node: 'Identity', name: 'scores16', dims: [1, 512, 1] },
      { node: 'Identity_2', name: 'boxes16', dims: [1, 512, 16] },
      { node: 'Identity_1', name: 'scores32', dims: [1, 384, 1] },
      { node: 'Identity_3', name: 'boxes32', dims: [1, 384, 16] },
    ],
  },
  input: { dims: [1, 3, 256, 256], normalisation: 'RGB, value / 127.5 - 1, letterboxed' },
  outputs: [
    'scores16, scores32: logit of a face per anchor',
    'boxes16, boxes32: centre, size and six points in input pixels relative to the anchor',
  ],
  licence: 'Apache-2.0 (Google MediaPipe)',
}
