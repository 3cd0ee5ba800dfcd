import type { Box, Picture, Point } from '../image/picture.ts'
import { resizeArea } from '../image/resize.ts'
import type { Models, Tensor } from '../ports.ts'

/** A face as the detector sees it; the points are right eye, left eye, nose, mouth, right ear, left ear of the person. */
export interface DetectedFace {
  readonly box: Box
  readonly score: number
  readonly points: readonly Point[]
}

const SIZE = 256
/** Found every face of the group pictures and none on 40 drawn cards at this score (see docs/measurements/faces.md). */
const MIN_SCORE = 0.5
/** Two boxes that share this much are one face. */
const SAME_FACE_OVERLAP = 0.3

/**
 * Finds faces from about 5 % of the longer side up; most certain first. `fill` is how much of the detector's square the
 * picture takes: with less than 1 there is room around it.
 */
export async function detectFaces(picture: Picture, models: Models, fill = 1): Promise<readonly DetectedFace[]> {
  const letterbox = letterboxOf(picture, fill)
  const outputs = await models.faceDetector.run(detectorInput(picture, letterbox))
  return suppressDoubles(decodeDetections(outputs, letterbox))
}

/** How a picture lies in the detector's square. */
export interface Letterbox {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  /** Picture pixels per detector pixel. */
  readonly scaleX: number
  readonly scaleY: number
}

export function letterboxOf({ width, height }: Picture, fill = 1): Letterbox {
  const shrink = (SIZE * fill) / Math.max(width, height)
  const [w, h] = [Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink))]
  return { width: w, height: h, left: (SIZE - w) >> 1, top: (SIZE - h) >> 1, scaleX: width / w, scaleY: height / h }
}

function detectorInput(picture: Picture, { width, height, left, top }: Letterbox): Tensor {
  const small = resizeArea(picture, width, height)
  const data = new Float32Array(3 * SIZE * SIZE).fill(-1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + x)
      const to = (y + top) * SIZE + x + left
      for (let c = 0; c < 3; c++) data[c * SIZE * SIZE + to] = (small.data[from + c] ?? 0) / 127.5 - 1
    }
  }
  return { dims: [1, 3, SIZE, SIZE], data }
}

/** The network's grids: two anchors per cell of 16 px, six per cell of 32 px. */
const GRIDS = [
  { cell: 16, anchors: 2 },
  { cell: 32, anchors: 6 },
] as const
const NUMBERS_PER_ANCHOR = 16

/** Outputs come as scores and boxes of the fine grid, then of the coarse one. */
export function decodeDetections(outputs: readonly Tensor[], letterbox: Letterbox): readonly DetectedFace[] {
  return GRIDS.flatMap(({ cell, anchors }, grid) => {
    const scores = outputs[2 * grid]?.data ?? new Float32Array()
    const boxes = outputs[2 * grid + 1]?.data ?? new Float32Array()
    const cells = SIZE / cell
    const found: DetectedFace[] = []
    scores.forEach((logit, index) => {
      const score = 1 / (1 + Math.exp(-logit))
      if (score < MIN_SCORE) return
      const place = Math.floor(index / anchors)
      const anchor = { x: cell * ((place % cells) + 0.5), y: cell * (Math.floor(place / cells) + 0.5) }
      found.push(
        decodeFace(
          boxes.subarray(NUMBERS_PER_ANCHOR * index, NUMBERS_PER_ANCHOR * (index + 1)),
          anchor,
          score,
          letterbox,
        ),
      )
    })
    return found
  })
}

function decodeFace(numbers: Float32Array, anchor: Point, score: number, letterbox: Letterbox): DetectedFace {
  const [dx = 0, dy = 0, width = 0, height = 0] = numbers
  const toPicture = (x: number, y: number): Point => ({
    x: (x + anchor.x - letterbox.left) * letterbox.scaleX,
    y: (y + anchor.y - letterbox.top) * letterbox.scaleY,
  })
  const corner = toPicture(dx - width / 2, dy - height / 2)
  const points = [4, 6, 8, 10, 12, 14].map((at) => toPicture(numbers[at] ?? 0, numbers[at + 1] ?? 0))
  return { box: { ...corner, width: width * letterbox.scaleX, height: height * letterbox.scaleY }, score, points }
}

/** Keeps the most certain of boxes that overlap. */
export function suppressDoubles(faces: readonly DetectedFace[]): readonly DetectedFace[] {
  const kept: DetectedFace[] = []
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(other.box, face.box) < SAME_FACE_OVERLAP)) kept.push(face)
  }
  return kept
}

/** Shared area over joint area. */
export function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
  const shared = width * height
  return shared === 0 ? 0 : shared / (a.width * a.height + b.width * b.height - shared)
}
