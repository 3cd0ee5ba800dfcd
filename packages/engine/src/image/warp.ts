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
  const steps = Float64Array.from({ length: samples }, (_, i) => (i + 0.5) / samples - 0.5)
  const out = new Float32Array(3 * width * height)
  for (let v = 0; v < height; v++) {
    for (const down of steps) warpRow(picture, toPicture, { out, width, v, y: v + down, steps })
  }
  const share = 1 / (samples * samples)
  for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) * share
  return out
}

interface Row {
  readonly out: Float32Array
  readonly width: number
  /** The output row, and where in it this row of samples lies. */
  readonly v: number
  readonly y: number
  /** Where samples lie about the middle of an output pixel. */
  readonly steps: Float64Array
}

/** Adds one row of samples to the output. Most of a face step's own time goes here, hence the plain arithmetic. */
function warpRow(picture: Picture, { a, b, tx, ty }: Similarity, { out, width, v, y, steps }: Row): void {
  const { data, width: across, height: down } = picture
  const plane = out.length / 3
  for (let u = 0, at = v * width; u < width; u++, at++) {
    for (let i = 0; i < steps.length; i++) {
      const x = u + (steps[i] ?? 0)
      const px = a * x - b * y + tx
      const py = b * x + a * y + ty
      if (px < -0.5 || py < -0.5 || px > across - 0.5 || py > down - 0.5) continue
      const cx = px < 0 ? 0 : px > across - 1 ? across - 1 : px
      const cy = py < 0 ? 0 : py > down - 1 ? down - 1 : py
      const x0 = cx | 0
      const y0 = cy | 0
      const fx = cx - x0
      const fy = cy - y0
      const p = 3 * (y0 * across + x0)
      const q = x0 + 1 < across ? p + 3 : p
      const r = y0 + 1 < down ? p + 3 * across : p
      const s = q + r - p
      const wp = (1 - fx) * (1 - fy)
      const wq = fx * (1 - fy)
      const wr = (1 - fx) * fy
      const ws = fx * fy
      for (let c = 0, to = at; c < 3; c++, to += plane) {
        out[to] =
          (out[to] ?? 0) +
          ((data[p + c] ?? 0) * wp + (data[q + c] ?? 0) * wq + (data[r + c] ?? 0) * wr + (data[s + c] ?? 0) * ws)
      }
    }
  }
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
