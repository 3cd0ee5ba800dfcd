import type { ModelEntry } from './model-entry.ts'

/** Our own line reader for machine readable zones. `sha256` is of `models/mrz-lines.onnx` and changes with every training. */
export const MRZ_READER: ModelEntry = {
  name: 'mrzReader',
  id: 'mrz-lines-1',
  sha256: '',
  source: { kind: 'own', file: 'mrz-lines.onnx' },
  input: { dims: ['N', 1], normalisation: 'grey line pictures' },
  outputs: ['logits per column and character'],
  licence: 'Apache-2.0 (this project)',
}
