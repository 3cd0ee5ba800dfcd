import type { Point } from '../../image/picture.ts'
import { boxOnPicture, type DetectedFace, type Detector, onPicture } from './detector.ts'
import type { Letterbox } from './letterbox.ts'

const SIZE = 256
/** The network's grids: two anchors per cell of 16 px, six per cell of 32 px. */
const GRIDS = [
  { cell: 16, anchors: 2 },
  { cell: 32, anchors: 6 },
] as const
const NUMBERS_PER_ANCHOR = 16

/** BlazeFace, back camera variant. Points: right eye, left eye, nose, mouth, right ear, left ear. */
export const BLAZEFACE: Detector = {
  sizePx: SIZE,
  pixels: { channels: 'rgb', divisor: 127.5, offset: 1 },
  // Found every face of the group pictures and none on 40 drawn cards at this score (docs/measurements/faces.md).
  minScore: 0.5,
  outputs: GRIDS.flatMap(({ cell, anchors }) => {
    const places = anchors * (SIZE / cell) ** 2
    return [
      { places, numbers: 1 },
      { places, numbers: NUMBERS_PER_ANCHOR },
    ]
  }),
  /** Outputs come as scores and boxes of the fine grid, then of the coarse one. */
  decode: (outputs, letterbox, minScore) =>
    GRIDS.flatMap(({ cell, anchors }, grid) => {
      const scores = outputs[2 * grid]?.data ?? new Float32Array()
      const boxes = outputs[2 * grid + 1]?.data ?? new Float32Array()
      const cells = SIZE / cell
      const found: DetectedFace[] = []
      scores.forEach((logit, index) => {
        const score = 1 / (1 + Math.exp(-logit))
        if (score < minScore) return
        const place = Math.floor(index / anchors)
        const anchor = { x: cell * ((place % cells) + 0.5), y: cell * (Math.floor(place / cells) + 0.5) }
        const numbers = boxes.subarray(NUMBERS_PER_ANCHOR * index, NUMBERS_PER_ANCHOR * (index + 1))
        found.push(decodeFace(numbers, anchor, score, letterbox))
      })
      return found
    }),
}

function decodeFace(numbers: Float32Array, anchor: Point, score: number, letterbox: Letterbox): DetectedFace {
  const [dx = 0, dy = 0, width = 0, height = 0] = numbers
  const points = [4, 6, 8, 10, 12, 14].map((at) =>
    onPicture(letterbox, (numbers[at] ?? 0) + anchor.x, (numbers[at + 1] ?? 0) + anchor.y),
  )
  return {
    box: boxOnPicture(letterbox, { x: anchor.x + dx, y: anchor.y + dy }, width, height),
    score,
    points,
  }
}
