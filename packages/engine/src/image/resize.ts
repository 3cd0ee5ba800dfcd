import type { Picture } from './picture.ts'

/** A picture of another size; shrinking averages over areas, enlarging repeats the nearest pixel's area (no invented detail). */
export function resizeArea(picture: Picture, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture
  const columns = shares(picture.width, width)
  const rows = shares(picture.height, height)
  const narrow = new Float32Array(3 * width * picture.height)
  for (let y = 0; y < picture.height; y++) {
    const row = 3 * y * picture.width
    columns.forEach(({ first, weights }, x) => {
      const out = 3 * (y * width + x)
      for (let k = 0; k < weights.length; k++) {
        const weight = weights[k] ?? 0
        const from = row + 3 * (first + k)
        for (let c = 0; c < 3; c++) narrow[out + c] = (narrow[out + c] ?? 0) + weight * (picture.data[from + c] ?? 0)
      }
    })
  }
  const data = new Uint8Array(3 * width * height)
  const line = new Float32Array(3 * width)
  rows.forEach(({ first, weights }, y) => {
    line.fill(0)
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k] ?? 0
      const from = 3 * width * (first + k)
      for (let i = 0; i < line.length; i++) line[i] = (line[i] ?? 0) + weight * (narrow[from + i] ?? 0)
    }
    for (let i = 0; i < line.length; i++) data[3 * width * y + i] = Math.round(line[i] ?? 0)
  })
  return { width, height, data }
}

/** Which source pixels an output pixel covers, and by how much; weights sum to 1. */
function shares(from: number, to: number): readonly { readonly first: number; readonly weights: Float32Array }[] {
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
