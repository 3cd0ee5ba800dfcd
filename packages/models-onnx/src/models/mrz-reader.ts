import type { ModelEntry } from './model-entry.ts'

/** Our own line reader for machine readable zones. `sha256` is of `models/mrz-lines.onnx` and changes with every training. */
export const MRZ_READER: ModelEntry = {
  name: 'mrzReader',
  id: 'mrz-lines-1',
  sha256: 'cff0035e7d8782a751ad8c2bfa3c6ab29d855287d4f931c454f8e3fd966b8a88',
  source: { kind: 'own', file: 'mrz-lines.onnx' },
  input: { dims: ['N', 1, 32, 'N'], normalisation: 'grey crop of one line, mean 0 and deviation 1' },
  outputs: ['scores before softmax, one row per 4 px of width: 0-9, A-Z, <, CTC blank'],
  licence: 'Apache-2.0 (this project)',
}
