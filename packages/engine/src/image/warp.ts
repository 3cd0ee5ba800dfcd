import type { Picture } from './picture.ts'
import { type Similarity, scaleOf } from './similarity.ts'

/** Samples per side of an output pixel when shrinking; beyond, the picture would have to be blurred first. */
const MOST_SAMPLES = 8

/**
 * Cuts a `width` x `height` crop: output pixel (u, v) shows the picture at `toPicture(u, v)`. Shrinking averages over the
 * area of the output pixel; outside of the picture is black. The answer has channels first: all reds, greens, blues, 0-255.
 */
export function warpPlanar(picture: Picture, toPicture: Similarity, width: number, height: number): Float32Array {
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.round(scaleOf(toPicture))))
  const plane = width * height
  const out = new Float32Array(3 * plane)
  const sum = new Float64Array(3)
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      sum.fill(0)
      for (let j = 0; j < samples; j++) {
        for (let i = 0; i < samples; i++) {
          const x = u + (i + 0.5) / samples - 0.5
          const y = v + (j + 0.5) / samples - 0.5
          addSample(
            picture,
            toPicture.a * x - toPicture.b * y + toPicture.tx,
            toPicture.b * x + toPicture.a * y + toPicture.ty,
            sum,
          )
        }
      }
      const at = v * width + u
      const count = samples * samples
      out[at] = (sum[0] ?? 0) / count
      out[plane + at] = (sum[1] ?? 0) / count
      out[2 * plane + at] = (sum[2] ?? 0) / count
    }
  }
  return out
}

/** The same crop as a picture. */
export function warpPicture(picture: Picture, toPicture: Similarity, width: number, height: number): Picture {
  const planar = warpPlanar(picture, toPicture, width, height)
  const plane = width * height
  const data = new Uint8Array(3 * plane)
  for (let at = 0; at < plane; at++) {
    for (let c = 0; c < 3; c++) data[3 * at + c] = Math.round(planar[c * plane + at] ?? 0)
  }
  return { width, height, data }
}

/** The crop mirrored left to right, channels first. */
export function mirrorPlanar(planar: Float32Array, width: number): Float32Array {
  const out = new Float32Array(planar.length)
  for (let row = 0; row < planar.length; row += width) {
    for (let x = 0; x < width; x++) out[row + x] = planar[row + width - 1 - x] ?? 0
  }
  return out
}

function addSample({ width, height, data }: Picture, x: number, y: number, sum: Float64Array): void {
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return
  const cx = Math.max(0, Math.min(width - 1, x))
  const cy = Math.max(0, Math.min(height - 1, y))
  const [x0, y0] = [cx | 0, cy | 0]
  const [fx, fy] = [cx - x0, cy - y0]
  const right = x0 + 1 < width ? 3 : 0
  const below = y0 + 1 < height ? 3 * width : 0
  const at = 3 * (y0 * width + x0)
  const [w00, w01, w10, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  for (let c = 0; c < 3; c++) {
    const p = at + c
    const value =
      (data[p] ?? 0) * w00 +
      (data[p + right] ?? 0) * w01 +
      (data[p + below] ?? 0) * w10 +
      (data[p + right + below] ?? 0) * w11
    sum[c] = (sum[c] ?? 0) + value
  }
}
