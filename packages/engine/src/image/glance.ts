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
      addRow(sums, picture, picture.width * (rows[POINTS * y + point] ?? 0), columns)
    }
    for (let at = 0; at < sums.length; at += 1) data[3 * width * y + at] = (sums[at] ?? 0) / (POINTS * POINTS)
  }
  return { width, height, data }
}

function addRow(sums: Uint16Array, { data }: Picture, row: number, columns: Int32Array): void {
  for (let at = 0, to = 0; at < columns.length; to += 3) {
    for (let point = 0; point < POINTS; point += 1, at += 1) {
      const from = 3 * (row + (columns[at] as number))
      sums[to] = (sums[to] as number) + (data[from] as number)
      sums[to + 1] = (sums[to + 1] as number) + (data[from + 1] as number)
      sums[to + 2] = (sums[to + 2] as number) + (data[from + 2] as number)
    }
  }
}

/** Where the points of each output pixel lie along one side of the picture. */
function places(outputs: number, inputs: number): Int32Array {
  return Int32Array.from({ length: outputs * POINTS }, (_, point) =>
    Math.min(inputs - 1, Math.floor(((point + 0.5) * inputs) / (outputs * POINTS))),
  )
}
