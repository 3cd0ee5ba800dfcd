import type { ModelEntry } from './model-entry.ts'

/** Our own network for values that were changed in a photograph. `sha256` is of `models/edit-tiles.onnx`. */
export const EDIT_FINDER: ModelEntry = {
  name: 'editFinder',
  id: 'edit-tiles-1',
  sha256: '1b3e457e67d150d2f31170fdd441aed3ae45e5b320092a2708942c45676e6db6',
  source: { kind: 'own', file: 'edit-tiles.onnx' },
  openedOnDemand: true,
  input: { dims: ['N', 4, 64, 64], normalisation: 'red, green and blue of 0-255, number of the value' },
  outputs: ['one logit for each tile: above 0 it rather was laid into the photograph'],
  licence: 'Apache-2.0 (this project)',
}
