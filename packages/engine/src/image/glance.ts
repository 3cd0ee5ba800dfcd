import type { Picture } from './picture.ts'

/** Points a side that each pixel is the mean of: enough to calm print and noise, at a cost that no picture size changes. */
const POINTS = 3

/** A small picture of a large one, for finding things; fine detail comes out a little rough. Never larger than the picture. */
export function glanceAt(picture: Picture, longSide: number): Picture {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const columns = places(width, picture.width)
  const rows = places(height, picture.height)
  const sums = new Uint16Array(3 * width)
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) {
    sums.fill(0)
    for (let point = 0; point < POINTS; point += 1) {
      const row = picture.width * (rows[POINTS * y + point] ?? 0)
      for (let at = 0; at < columns.length; at += 1) {
        const from = 3 * (row + (columns[at] ?? 0))
        const to = 3 * Math.floor(at / POINTS)
        sums[to] = (sums[to] ?? 0) + (picture.data[from] ?? 0)
        sums[to + 1] = (sums[to + 1] ?? 0) + (picture.data[from + 1] ?? 0)
        sums[to + 2] = (sums[to + 2] ?? 0) + (picture.data[from + 2] ?? 0)
      }
    }
    for (let at = 0; at < sums.length; at += 1) data[3 * width * y + at] = (sums[at] ?? 0) / (POINTS * POINTS)
  }
  return { width, height, data }
}

/** Where the points of each output pixel lie along one side of the picture. */
function places(outputs: number, inputs: number): Int32Array {
  return Int32Array.from({ length: outputs * POINTS }, (_, point) =>
    Math.min(inputs - 1, Math.floor(((point + 0.5) * inputs) / (outputs * POINTS))),
  )
}
