import type { Box, Picture, Point } from '../image/picture.ts'
import type { Patch } from './page-geometry.ts'

/** A picture and how often it has to be turned to the right to be upright; patches are given on the upright one. */
export interface TurnedPicture {
  readonly picture: Picture
  readonly quarterTurns: number
}

/** The point of the picture as it is that a point of the upright picture shows. */
export function unturn({ picture, quarterTurns }: TurnedPicture, point: Point): Point {
  let { x, y } = point
  for (let turn = quarterTurns; turn > 0; turn -= 1) {
    const heightBefore = turn % 2 === 1 ? picture.height : picture.width
    ;[x, y] = [y, heightBefore - x]
  }
  return { x, y }
}

/** Where the place (0-1, 0-1) of a patch lies on the picture as it is. */
export function placeOnPicture(turned: TurnedPicture, patch: Patch, x01: number, y01: number): Point {
  const [u, v] = [(x01 - 0.5) * patch.width, (y01 - 0.5) * patch.height]
  const [cos, sin] = [Math.cos(patch.angleRad), Math.sin(patch.angleRad)]
  return unturn(turned, { x: patch.centre.x + u * cos - v * sin, y: patch.centre.y + u * sin + v * cos })
}

/** A patch cut out upright, shrunk when it is longer than `longestSide`. What lies outside of the picture repeats its border. */
export function cutPatch(turned: TurnedPicture, patch: Patch, longestSide: number): Picture {
  const scale = Math.min(1, longestSide / Math.max(patch.width, patch.height))
  const width = Math.max(1, Math.round(patch.width * scale))
  const height = Math.max(1, Math.round(patch.height * scale))
  const corner = placeOnPicture(turned, patch, 0, 0)
  const right = placeOnPicture(turned, patch, 1, 0)
  const foot = placeOnPicture(turned, patch, 0, 1)
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [(x + 0.5) / width, (y + 0.5) / height]
      const px = corner.x + u * (right.x - corner.x) + v * (foot.x - corner.x)
      const py = corner.y + u * (right.y - corner.y) + v * (foot.y - corner.y)
      sampleInto(data, 3 * (y * width + x), turned.picture, px - 0.5, py - 0.5)
    }
  }
  return { width, height, data }
}

/** Interpolates between four pixels. */
function sampleInto(out: Uint8Array, at: number, { width, height, data }: Picture, x: number, y: number): void {
  const cx = Math.min(width - 1, Math.max(0, x))
  const cy = Math.min(height - 1, Math.max(0, y))
  const [left, top] = [Math.floor(cx), Math.floor(cy)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [fx, fy] = [cx - left, cy - top]
  const [upperLeft, upperRight] = [3 * (top * width + left), 3 * (top * width + right)]
  const [lowerLeft, lowerRight] = [3 * (bottom * width + left), 3 * (bottom * width + right)]
  for (let channel = 0; channel < 3; channel += 1) {
    const above = (data[upperLeft + channel] ?? 0) * (1 - fx) + (data[upperRight + channel] ?? 0) * fx
    const below = (data[lowerLeft + channel] ?? 0) * (1 - fx) + (data[lowerRight + channel] ?? 0) * fx
    out[at + channel] = Math.round(above * (1 - fy) + below * fy)
  }
}

/** The upright rectangle around a patch, on the picture as it is. */
export function boxAround(turned: TurnedPicture, patch: Patch): Box {
  const corners = [0, 1].flatMap((x01) => [0, 1].map((y01) => placeOnPicture(turned, patch, x01, y01)))
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
