import type { GreyImage } from '../../image/grey.ts'
import { toGrey } from '../../image/grey.ts'
import type { Picture } from '../../image/picture.ts'

/** One picture at falling sizes, the largest first. */
export type Pyramid = readonly GreyImage[]

const LEVELS = 3

/** Brightness of a picture, softened, at full, half and quarter size. */
export function buildPyramid(picture: Picture): Pyramid {
  const levels: GreyImage[] = [soften(toGrey(picture))]
  while (levels.length < LEVELS) {
    const above = levels.at(-1)
    if (above === undefined || above.width < 64 || above.height < 64) break
    levels.push(halve(above))
  }
  return levels
}

/** Binomial 1-2-1 in both directions: noise would otherwise lead the tracker. */
export function soften({ width, height, data }: GreyImage): GreyImage {
  const across = new Float32Array(data.length)
  const out = new Float32Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      across[i] = ((data[x > 0 ? i - 1 : i] ?? 0) + 2 * (data[i] ?? 0) + (data[x < width - 1 ? i + 1 : i] ?? 0)) / 4
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      out[i] =
        ((across[y > 0 ? i - width : i] ?? 0) + 2 * (across[i] ?? 0) + (across[y < height - 1 ? i + width : i] ?? 0)) /
        4
    }
  }
  return { width, height, data: out }
}

export function halve({ width, height, data }: GreyImage): GreyImage {
  const [w, h] = [width >> 1, height >> 1]
  const out = new Float32Array(w * h)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const i = 2 * y * width + 2 * x
      out[y * w + x] = ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + width] ?? 0) + (data[i + width + 1] ?? 0)) / 4
    }
  }
  return { width: w, height: h, data: out }
}
