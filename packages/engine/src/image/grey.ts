import type { Picture } from './picture.ts'

/** One channel of brightness, 0-255, row by row from the top. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** Luma weights of BT.601, the ones of JPEG. */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114]

export function toGrey({ width, height, data }: Picture): GreyImage {
  const grey = new Float32Array(width * height)
  for (let i = 0, j = 0; i < grey.length; i++, j += 3) {
    grey[i] = RED * (data[j] as number) + GREEN * (data[j + 1] as number) + BLUE * (data[j + 2] as number)
  }
  return { width, height, data: grey }
}

/** Brightness of a crop with channels first. */
export function planarToGrey(planar: Float32Array, width: number, height: number): GreyImage {
  const plane = width * height
  const data = new Float32Array(plane)
  for (let i = 0; i < plane; i++) {
    data[i] = RED * (planar[i] ?? 0) + GREEN * (planar[plane + i] ?? 0) + BLUE * (planar[2 * plane + i] ?? 0)
  }
  return { width, height, data }
}
