import type { Picture } from '../image/picture.ts'

/** Steps of brightness or colour: their slopes to the right and downwards, of the channel that changes most. */
export interface Edges {
  readonly width: number
  readonly height: number
  readonly toRight: Float32Array
  readonly downwards: Float32Array
}

/** Sobel slopes, in levels a pixel. The picture should be smooth. Every pixel has eight neighbours in three channels: plain arithmetic. */
export function edgesOf({ width, height, data }: Picture): Edges {
  const toRight = new Float32Array(width * height)
  const downwards = new Float32Array(width * height)
  const row = 3 * width
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      let bestX = 0
      let bestY = 0
      let most = -1
      for (let at = y * row + 3 * x, last = at + 2; at <= last; at += 1) {
        const nw = data[at - row - 3] as number
        const n = data[at - row] as number
        const ne = data[at - row + 3] as number
        const w = data[at - 3] as number
        const e = data[at + 3] as number
        const sw = data[at + row - 3] as number
        const s = data[at + row] as number
        const se = data[at + row + 3] as number
        const dx = (ne + 2 * e + se - nw - 2 * w - sw) / 8
        const dy = (sw + 2 * s + se - nw - 2 * n - ne) / 8
        const strength = dx * dx + dy * dy
        if (strength <= most) continue
        bestX = dx
        bestY = dy
        most = strength
      }
      toRight[y * width + x] = bestX
      downwards[y * width + x] = bestY
    }
  }
  return { width, height, toRight, downwards }
}
