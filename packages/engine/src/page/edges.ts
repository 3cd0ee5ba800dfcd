import type { Picture } from '../image/picture.ts'

/** Steps of brightness or colour: their slopes to the right and downwards, of the channel that changes most. */
export interface Edges {
  readonly width: number
  readonly height: number
  readonly toRight: Float32Array
  readonly downwards: Float32Array
}

/** Sobel slopes, in levels a pixel. The picture should be smooth. */
export function edgesOf({ width, height, data }: Picture): Edges {
  const toRight = new Float32Array(width * height)
  const downwards = new Float32Array(width * height)
  const row = 3 * width
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      let [bestX, bestY, most] = [0, 0, -1]
      for (let channel = 0; channel < 3; channel += 1) {
        const at = y * row + 3 * x + channel
        const [nw, n, ne] = [data[at - row - 3] ?? 0, data[at - row] ?? 0, data[at - row + 3] ?? 0]
        const [w, e] = [data[at - 3] ?? 0, data[at + 3] ?? 0]
        const [sw, s, se] = [data[at + row - 3] ?? 0, data[at + row] ?? 0, data[at + row + 3] ?? 0]
        const dx = (ne + 2 * e + se - nw - 2 * w - sw) / 8
        const dy = (sw + 2 * s + se - nw - 2 * n - ne) / 8
        const strength = dx * dx + dy * dy
        if (strength > most) [bestX, bestY, most] = [dx, dy, strength]
      }
      toRight[y * width + x] = bestX
      downwards[y * width + x] = bestY
    }
  }
  return { width, height, toRight, downwards }
}
