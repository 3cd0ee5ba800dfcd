import type { Tensor } from '../../ports.ts'
import { boxOnPicture, type DetectedFace, type Detector, onPicture } from './detector.ts'
import type { Letterbox } from './letterbox.ts'

const SIZE = 640
/** One cell of each grid answers whether it shows a face, where its box is, and where five points are. */
const STRIDES = [8, 16, 32] as const
const NUMBERS = { box: 4, points: 10 } as const

/** YuNet at 640 px (libfacedetection). Points: right eye, left eye, nose, right and left corner of the mouth. */
export const YUNET: Detector = {
  sizePx: SIZE,
  pixels: { channels: 'bgr', divisor: 1, offset: 0 },
  // Of 470 single-face pictures it found about as many as BlazeFace does, at this score (docs/measurements/faces.md).
  minScore: 0.6,
  outputs: STRIDES.flatMap((stride) => {
    const places = (SIZE / stride) ** 2
    return [1, 1, NUMBERS.box, NUMBERS.points].map((numbers) => ({ places, numbers }))
  }),
  decode: (outputs, letterbox, minScore) =>
    STRIDES.flatMap((stride) => decodeGrid(outputs, stride, letterbox, minScore)),
}

function decodeGrid(
  outputs: readonly Tensor[],
  stride: number,
  letterbox: Letterbox,
  minScore: number,
): readonly DetectedFace[] {
  const across = SIZE / stride
  const cells = across * across
  const of = (numbers: number) =>
    outputs
      .filter(({ dims, data }) => dims.at(-1) === numbers && data.length === numbers * cells)
      .map(({ data }) => data)
  // The two one-number outputs of a grid (class and object) are multiplied, so that their order does not matter.
  const [first, second] = of(1)
  const [boxes] = of(NUMBERS.box)
  const [points] = of(NUMBERS.points)
  if (first === undefined || second === undefined || boxes === undefined || points === undefined) return []
  const found: DetectedFace[] = []
  for (let cell = 0; cell < cells; cell++) {
    const score = Math.sqrt(share(first[cell]) * share(second[cell]))
    if (score < minScore) continue
    const [column, row] = [cell % across, Math.floor(cell / across)]
    const [dx = 0, dy = 0, width = 0, height = 0] = boxes.subarray(4 * cell, 4 * cell + 4)
    const middle = { x: (column + dx) * stride, y: (row + dy) * stride }
    const at = (index: number) =>
      onPicture(
        letterbox,
        ((points[10 * cell + 2 * index] ?? 0) + column) * stride,
        ((points[10 * cell + 2 * index + 1] ?? 0) + row) * stride,
      )
    found.push({
      box: boxOnPicture(letterbox, middle, Math.exp(width) * stride, Math.exp(height) * stride),
      score,
      points: [0, 1, 2, 3, 4].map(at),
    })
  }
  return found
}

function share(value: number | undefined): number {
  return Math.max(0, Math.min(1, value ?? 0))
}
