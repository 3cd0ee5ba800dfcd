import type { Picture } from '../../image/picture.ts'
import { resizeArea } from '../../image/resize.ts'
import type { Tensor } from '../../ports.ts'

/** How a picture lies in a detector's square. */
export interface Letterbox {
  readonly size: number
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  /** Picture pixels per detector pixel. */
  readonly scaleX: number
  readonly scaleY: number
}

/** `fill` is how much of the square the picture takes: with less than 1 there is room around it. */
export function letterboxOf({ width, height }: Picture, size: number, fill = 1): Letterbox {
  const shrink = (size * fill) / Math.max(width, height)
  const [w, h] = [Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink))]
  return {
    size,
    width: w,
    height: h,
    left: (size - w) >> 1,
    top: (size - h) >> 1,
    scaleX: width / w,
    scaleY: height / h,
  }
}

/** How a detector wants its pixels: their order, and `value / divisor - offset`. */
export interface PixelForm {
  readonly channels: 'rgb' | 'bgr'
  readonly divisor: number
  readonly offset: number
}

/** The picture in its letterbox, channels first; what lies around it is black. */
export function letterboxed(picture: Picture, box: Letterbox, { channels, divisor, offset }: PixelForm): Tensor {
  const { size, width, height, left, top } = box
  const small = resizeArea(picture, width, height)
  const plane = size * size
  const data = new Float32Array(3 * plane).fill(-offset)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + x)
      const to = (y + top) * size + x + left
      for (let c = 0; c < 3; c++) {
        data[c * plane + to] = (small.data[from + (channels === 'rgb' ? c : 2 - c)] ?? 0) / divisor - offset
      }
    }
  }
  return { dims: [1, 3, size, size], data }
}
