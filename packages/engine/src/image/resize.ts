import type { Picture } from './picture.ts'

/** A picture of another size; shrinking averages over areas, enlarging repeats the nearest pixel's area (no invented detail). */
export function resizeArea(picture: Picture, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture
  const columns = shares(picture.width, width)
  const rows = shares(picture.height, height)
  const data = new Uint8Array(3 * width * height)
  const line = new Float32Array(3 * width)
  const narrow = new Float32Array(3 * width)
  let narrowed = -1
  for (let y = 0; y < height; y++) {
    line.fill(0)
    for (let k = 0; k < rows.reach; k++) {
      const weight = rows.weights[y * rows.reach + k] as number
      if (weight === 0) continue
      const row = (rows.firsts[y] as number) + k
      // The last row of one output row is often the first one of the next.
      if (row !== narrowed) narrowRow(narrow, picture, row, columns)
      narrowed = row
      for (let i = 0; i < line.length; i++) line[i] = (line[i] as number) + weight * (narrow[i] as number)
    }
    // Levels are not negative: half a level more and cut off is rounded.
    for (let i = 0, to = 3 * width * y; i < line.length; i++, to++) data[to] = (line[i] as number) + 0.5
  }
  return { width, height, data }
}

/** One row of a picture at another width: walking down a column would miss the cache at each step. */
function narrowRow(out: Float32Array, { width, data }: Picture, y: number, { firsts, weights, reach }: Shares): void {
  const row = 3 * y * width
  for (let x = 0, to = 0; to < out.length; x++, to += 3) {
    let red = 0
    let green = 0
    let blue = 0
    for (let k = x * reach, at = row + 3 * (firsts[x] as number); k < (x + 1) * reach; k++, at += 3) {
      const weight = weights[k] as number
      red += weight * (data[at] as number)
      green += weight * (data[at + 1] as number)
      blue += weight * (data[at + 2] as number)
    }
    out[to] = red
    out[to + 1] = green
    out[to + 2] = blue
  }
}

/** For every output pixel the first of `reach` source pixels, and how much it covers of each; these sum to 1. */
interface Shares {
  readonly firsts: Int32Array
  readonly weights: Float32Array
  readonly reach: number
}

function shares(from: number, to: number): Shares {
  const step = from / to
  const reach = Math.min(from, Math.ceil(step) + 1)
  const firsts = new Int32Array(to)
  const weights = new Float32Array(to * reach)
  for (let index = 0; index < to; index++) {
    const [start, end] = [index * step, (index + 1) * step]
    const first = Math.min(from - reach, Math.floor(start))
    for (let k = 0; k < reach; k++) {
      const covered = Math.min(end, first + k + 1) - Math.max(start, first + k)
      weights[index * reach + k] = Math.max(0, covered) / step
    }
    firsts[index] = first
  }
  return { firsts, weights, reach }
}
