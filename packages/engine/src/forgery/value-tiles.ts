import type { Quad } from '../image/homography.ts'
import type { Box, Picture, Point } from '../image/picture.ts'
import type { Tensor } from '../ports.ts'

/** Side of a tile in pixels of the picture as it came: resampling would take away what is looked for. */
export const TILE = 64
/** Tiles begin where blocks of JPEG do. */
const BLOCK = 8
/** Tiles of one value lie about as far apart, so that they overlap by a third. */
const STEP = 44
/** What an address may take; longer values are looked at in fewer places. */
const MOST_OF_VALUE = 10

/** A piece of the picture on a value, and which value that is. */
export interface ValueTile {
  readonly value: number
  readonly box: Box
}

/** Tiles along the values of a page, on the picture as it came; none where the picture is smaller than a tile. */
export function valueTiles(source: Picture, values: readonly Quad[]): readonly ValueTile[] {
  if (source.width < TILE || source.height < TILE) return []
  return values.flatMap(([upperLeft, upperRight, lowerRight, lowerLeft], value) => {
    const [from, to] = [between(upperLeft, lowerLeft, 0.5), between(upperRight, lowerRight, 0.5)]
    const count = Math.min(MOST_OF_VALUE, Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / STEP)))
    return Array.from({ length: count }, (_, index) => {
      const middle = between(from, to, (index + 0.5) / count)
      return { value, box: tileAround(middle, source) }
    })
  })
}

function between(one: Point, other: Point, share: number): Point {
  return { x: one.x + share * (other.x - one.x), y: one.y + share * (other.y - one.y) }
}

function tileAround({ x, y }: Point, { width, height }: Picture): Box {
  const start = (middle: number, size: number) =>
    Math.max(0, Math.min(Math.floor((size - TILE) / BLOCK), Math.round((middle - TILE / 2) / BLOCK))) * BLOCK
  return { x: start(x, width), y: start(y, height), width: TILE, height: TILE }
}

/** The input of the network: red, green and blue of each tile, and a plane with the number of its value. */
export function tensorOfTiles({ width, data }: Picture, tiles: readonly ValueTile[]): Tensor {
  const plane = TILE * TILE
  const input = new Float32Array(4 * plane * tiles.length)
  for (const [index, { box, value }] of tiles.entries()) {
    const start = 4 * plane * index
    for (let at = 0; at < plane; at += 1) {
      const pixel = 3 * ((box.y + Math.floor(at / TILE)) * width + box.x + (at % TILE))
      for (let channel = 0; channel < 3; channel += 1) input[start + channel * plane + at] = data[pixel + channel] ?? 0
    }
    input.fill(value, start + 3 * plane, start + 4 * plane)
  }
  return { dims: [tiles.length, 4, TILE, TILE], data: input }
}
