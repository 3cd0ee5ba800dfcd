import type { Picture, Point } from './picture.ts'

/** How often a picture is turned by a right angle, clockwise. */
export type QuarterTurns = 1 | 2 | 3

export function turnPicture({ width, height, data }: Picture, turns: QuarterTurns): Picture {
  const upright = turns === 2
  const out = new Uint8Array(data.length)
  const across = upright ? width : height
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] =
        turns === 1 ? [height - 1 - y, x] : turns === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x]
      const [from, to] = [3 * (y * width + x), 3 * (v * across + u)]
      out[to] = data[from] ?? 0
      out[to + 1] = data[from + 1] ?? 0
      out[to + 2] = data[from + 2] ?? 0
    }
  }
  return { width: across, height: upright ? height : width, data: out }
}

/** Where a point of the turned picture lies on the picture before it was turned. */
export function turnBack({ x: u, y: v }: Point, { width, height }: Picture, turns: QuarterTurns): Point {
  if (turns === 1) return { x: v, y: height - 1 - u }
  if (turns === 2) return { x: width - 1 - u, y: height - 1 - v }
  return { x: width - 1 - v, y: u }
}
