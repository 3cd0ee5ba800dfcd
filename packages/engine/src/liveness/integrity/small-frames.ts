import type { GreyImage } from '../../image/grey.ts'
import type { Picture } from '../../image/picture.ts'
import type { FaceClip } from '../../verification/evidence.ts'

/** A frame as small as it is compared with its neighbours. */
export interface SmallFrame {
  readonly atMs: number
  readonly small: GreyImage
}

export function smallFramesOf({ frames }: FaceClip): readonly SmallFrame[] {
  return frames.map(({ atMs, picture }) => ({ atMs, small: thumbnail(picture) }))
}

/** Every pixel of a thumbnail is the mean of a square of this side: a camera's noise falls to a third, motion stays. */
const CELL = 4
/** Every second row is read. */
const ROWS = 2

/** A small grey copy of a picture. */
function thumbnail({ width, height, data }: Picture): GreyImage {
  const [w, h] = [Math.floor(width / CELL), Math.floor(height / CELL)]
  const out = new Float32Array(w * h)
  for (let row = 0; row < h; row++) {
    for (let y = row * CELL; y < (row + 1) * CELL; y += ROWS) {
      for (let column = 0, i = 3 * y * width; column < w; column++) {
        let sum = 0
        for (const end = i + 3 * CELL; i < end; i += 3)
          sum += (data[i] ?? 0) + 2 * (data[i + 1] ?? 0) + (data[i + 2] ?? 0)
        out[row * w + column] = (out[row * w + column] ?? 0) + sum / (2 * CELL * CELL)
      }
    }
  }
  return { width: w, height: h, data: out }
}

/** How unlike two thumbnails are, 0 to 2, whatever the light: 1 less their correlation. 2 where their sizes differ. */
export function unlikeness(a: GreyImage, b: GreyImage): number {
  if (a.width !== b.width || a.height !== b.height) return 2
  let [sumA, sumB, aa, bb, ab] = [0, 0, 0, 0, 0]
  const count = a.data.length
  for (let i = 0; i < count; i++) {
    const [p, q] = [a.data[i] ?? 0, b.data[i] ?? 0]
    sumA += p
    sumB += q
    aa += p * p
    bb += q * q
    ab += p * q
  }
  const spread = Math.sqrt((aa - (sumA * sumA) / count) * (bb - (sumB * sumB) / count))
  return spread === 0 ? 0 : 1 - (ab - (sumA * sumB) / count) / spread
}
