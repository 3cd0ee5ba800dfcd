import type { ModelEntry } from './model-entry.ts'

/**
 * The lids of one eye, nearer than FaceMesh looks: of closed narrow eyes the mesh says nothing. The same file's iris is not
 * used, and its half of the network is left out.
 */
export const FACE_EYES: ModelEntry = {
  name: 'faceEyes',
  id: 'iris-lids-64-1',
  sha256: 'b88898b7722093a5ebc1bc6dbba7ebf7403ea9564ec61476d8c2ecfd9d5faa00',
  source: {
    kind: 'graph-model',
    package: '@vladmandic/human',
    file: 'models/iris.json',
    outputs: [
      {
        node: 'StatefulPartitionedCall/model/conv_eyes_contours_and_brows/BiasAdd',
        name: 'lids',
        dims: [1, 1, 1, 213],
      },
    ],
  },
  input: { dims: [1, 3, 64, 64], normalisation: "RGB, value / 255, 2.3 times the width of the person's left eye" },
  outputs: ['lids: x y z of 71 points of the eye and its brow in input pixels'],
  licence: 'Apache-2.0 (Google MediaPipe)',
}
