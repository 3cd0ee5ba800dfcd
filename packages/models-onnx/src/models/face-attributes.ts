import type { ModelEntry } from './model-entry.ts'

/** Age and sex as a MobileNet guesses them; opened only when somebody asks (its third output, a template, is not used). */
export const FACE_ATTRIBUTES: ModelEntry = {
  name: 'faceAttributes',
  id: 'faceres-224-1',
  sha256: '5c9e68c1c4db6c0493ef56add4a9313c64e817a745a225f8d4dc7ff1bf8e0dae',
  source: {
    kind: 'graph-model',
    package: '@vladmandic/human',
    file: 'models/faceres.json',
    outputs: [
      { node: 'gender_pred/Sigmoid', name: 'male', dims: [1, 1] },
      { node: 'age_pred/Softmax', name: 'age', dims: [1, 100] },
    ],
  },
  openedOnDemand: true,
  input: { dims: [1, 3, 224, 224], normalisation: 'RGB, 0-255, face box turned upright' },
  outputs: ['male: share, 0-1', 'age: share of each year, 0-99'],
  licence: 'Apache-2.0 (HSE_FaceRec_tf), trained on VGGFace2; packaged under MIT',
}
