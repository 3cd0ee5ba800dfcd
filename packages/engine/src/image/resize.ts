import type { Picture } from './picture.ts'

/** A picture of another size; shrinking averages over areas, enlarging repeats the nearest pixel's area (no invented detail). */
export function resizeArea(picture: Picture, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture
  const narrow = narrowRows(picture, width)
  const data = new Uint8Array(3 * width * height)
  const line = new Float32Array(3 * width)
  for (const [y, { first, weights }] of shares(picture.height, height).entries()) {
    line.fill(0)
    for (let k = 0; k < weights.length; k++) addShare(line, weights[k] as number, narrow, 3 * width * (first + k))
    for (let i = 0, to = 3 * width * y; i < line.length; i++, to++) data[to] = Math.round(line[i] as number)
  }
  return { width, height, data }
}

function addShare(line: Float32Array, weight: number, rows: Float32Array, from: number): void {
  for (let i = 0; i < line.length; i++) line[i] = (line[i] as number) + weight * (rows[from + i] as number)
}

/** Every row of a picture at another width, row by row: walking down a column would miss the cache at each step. */
function narrowRows({ width: from, height, data }: Picture, width: number): Float32Array {
  const out = new Float32Array(3 * width * height)
  const columns = shares(from, width)
  for (let y = 0, to = 0; y < height; y++) {
    const row = 3 * y * from
    for (let x = 0; x < width; x++, to += 3) {
      const { first, weights } = columns[x] as Share
      let [red, green, blue] = [0, 0, 0]
      for (let k = 0, at = row + 3 * first; k < weights.length; k++, at += 3) {
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
  return out
}

interface Share {
  readonly first: number
  readonly weights: Float32Array
}

/** Which source pixels an output pixel covers, and by how much; weights sum to 1. */
function shares(from: number, to: number): readonly Share[] {
  const step = from / to
  return Array.from({ length: to }, (_, index) => {
    const [start, end] = [index * step, (index + 1) * step]
    const first = Math.min(from - 1, Math.floor(start))
    const last = Math.min(from - 1, Math.ceil(end) - 1)
    const weights = new Float32Array(last - first + 1)
    for (let pixel = first; pixel <= last; pixel++) {
      weights[pixel - first] = (Math.min(end, pixel + 1) - Math.max(start, pixel)) / step
    }
    return { first, weights }
  })
}
