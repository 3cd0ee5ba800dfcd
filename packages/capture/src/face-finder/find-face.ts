import type { PixelBox } from '../quality/gray-image.ts'
import { NUMBERS_PER_ANCHOR } from './network-layers.ts'
import { type Grid, runNetwork } from './run-network.ts'

/** The face that is seen most plainly on a small copy of the live picture. */
export interface FoundFace {
  readonly box: PixelBox
  /**
   * How far the nose lies aside of the middle between the eyes, in distances of the eyes, to the picture's right: about
   * 0.3 for a head that is turned by 23 degrees.
   */
  readonly turn: number
}

interface RgbaImage {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray
}

/** As the service has it for the same network (docs/measurements/faces.md): half. */
const LEAST_LOGIT = 0

/** Undefined where no face is seen. Both sides of the image are multiples of 32. */
export function findFace(weights: Float32Array, { width, height, rgba }: RgbaImage): FoundFace | undefined {
  let best: { readonly logit: number; readonly face: FoundFace } | undefined
  for (const grid of runNetwork(weights, { width, height, pixels: signed(rgba) })) {
    const index = indexOfLargest(grid.scores)
    const logit = grid.scores[index] ?? LEAST_LOGIT
    if (logit > (best?.logit ?? LEAST_LOGIT)) best = { logit, face: faceAt(grid, index) }
  }
  return best?.face
}

function signed(rgba: Uint8ClampedArray): Float32Array {
  const pixels = new Float32Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    for (let colour = 0; colour < 3; colour += 1) pixels[to + colour] = (rgba[from + colour] ?? 0) / 127.5 - 1
  }
  return pixels
}

function indexOfLargest(values: Float32Array): number {
  let largest = 0
  values.forEach((value, index) => {
    if (value > (values[largest] ?? 0)) largest = index
  })
  return largest
}

/** Of the points the first three are wanted: right eye, left eye, nose. Right and left are the person's. */
function faceAt({ columns, cellPx, anchors, places }: Grid, index: number): FoundFace {
  const place = Math.floor(index / anchors)
  const [placeX, placeY] = [cellPx * ((place % columns) + 0.5), cellPx * (Math.floor(place / columns) + 0.5)]
  const numbers = places.subarray(NUMBERS_PER_ANCHOR * index, NUMBERS_PER_ANCHOR * (index + 1))
  const [dx = 0, dy = 0, width = 0, height = 0, rightX = 0, rightY = 0, leftX = 0, leftY = 0, noseX = 0, noseY = 0] =
    numbers
  const [acrossX, acrossY] = [leftX - rightX, leftY - rightY]
  const aside = (noseX - (rightX + leftX) / 2) * acrossX + (noseY - (rightY + leftY) / 2) * acrossY
  return {
    box: { x: placeX + dx - width / 2, y: placeY + dy - height / 2, width, height },
    turn: aside / Math.max(1, acrossX ** 2 + acrossY ** 2),
  }
}
