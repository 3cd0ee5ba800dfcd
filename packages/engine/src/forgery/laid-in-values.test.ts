import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Quad } from '../image/homography.ts'
import type { Box, Picture } from '../image/picture.ts'
import type { Network, Tensor } from '../ports.ts'
import { laidInValues } from './laid-in-values.ts'
import { TILE, tensorOfTiles, valueTiles } from './value-tiles.ts'

const PAGE: Picture = {
  width: 320,
  height: 200,
  data: Uint8Array.from({ length: 3 * 320 * 200 }, (_, at) => (at * 7919) % 251),
}
const VALUES = [
  { x: 20, y: 30, width: 120, height: 20 },
  { x: 20, y: 90, width: 110, height: 20 },
  { x: 20, y: 150, width: 250, height: 20 },
].map(cornersOf)

function cornersOf({ x, y, width, height }: Box): Quad {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

/** Answers one logit for each tile, by what is asked. */
function network(logitOf: (input: Tensor, tile: number) => number): Network {
  return {
    id: 'edits',
    sha256: '0',
    run: async (input) => {
      const [count = 0] = input.dims
      return [{ dims: [count], data: Float32Array.from({ length: count }, (_, tile) => logitOf(input, tile)) }]
    },
  }
}

/** The number of the value that a tile of the input belongs to. */
function numberOf({ data }: Tensor, tile: number): number | undefined {
  return data[(4 * tile + 3) * TILE * TILE]
}

describe('tiles of values', () => {
  it('lie on blocks of JPEG within the picture, wherever values are', () => {
    const place = fc.record({
      x: fc.integer({ min: -50, max: 400 }),
      y: fc.integer({ min: -50, max: 300 }),
      width: fc.integer({ min: 1, max: 900 }),
      height: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), (values) => {
        for (const { box, value } of valueTiles(PAGE, values.map(cornersOf))) {
          expect([box.x % 8, box.y % 8, box.width, box.height]).toEqual([0, 0, TILE, TILE])
          expect(box.x >= 0 && box.y >= 0 && box.x + TILE <= PAGE.width && box.y + TILE <= PAGE.height).toBe(true)
          expect(values[value]).toBeDefined()
        }
      }),
    )
  })

  it('follow a value that leans', () => {
    const leaning: Quad = [
      { x: 40, y: 100 },
      { x: 240, y: 20 },
      { x: 240, y: 40 },
      { x: 40, y: 120 },
    ]
    const middles = valueTiles(PAGE, [leaning]).map(({ box }) => box.y + TILE / 2)
    expect(middles).toEqual([...middles].sort((a, b) => b - a))
    expect((middles[0] ?? 0) - (middles.at(-1) ?? 0)).toBeGreaterThan(40)
  })

  it('hold the colours of the picture plane by plane, and the number of their value', () => {
    const tiles = valueTiles(PAGE, VALUES)
    const { dims, data } = tensorOfTiles(PAGE, tiles)
    expect(dims).toEqual([tiles.length, 4, TILE, TILE])
    const [last] = tiles.slice(-1)
    const start = 4 * TILE * TILE * (tiles.length - 1)
    const pixel = 3 * (((last?.box.y ?? 0) + 2) * PAGE.width + (last?.box.x ?? 0) + 5)
    const planes = [0, 1, 2, 3].map((plane) => data[start + plane * TILE * TILE + 2 * TILE + 5])
    expect(planes).toEqual([...PAGE.data.slice(pixel, pixel + 3), 2])
  })

  it('are none where the picture is smaller than a tile', () => {
    const small = { width: 40, height: 40, data: new Uint8Array(4800) }
    expect(valueTiles(small, VALUES)).toEqual([])
  })
})

describe('laidInValues', () => {
  it('names the tiles of the value that the network doubts', async () => {
    const doubting = network((input, tile) => (numberOf(input, tile) === 1 ? 9 : -3))
    const { odd, largest } = await laidInValues(PAGE, VALUES, doubting)
    expect(largest).toBe(9)
    expect(odd).toEqual(
      valueTiles(PAGE, VALUES)
        .filter(({ value }) => value === 1)
        .map(({ box }) => box),
    )
  })

  it('says nothing of a value that is a few letters long, and compares the others with it', async () => {
    const short = cornersOf({ x: 20, y: 90, width: 90, height: 20 })
    const values = VALUES.map((value, index) => (index === 1 ? short : value))
    const doubting = network((input, tile) => (numberOf(input, tile) === 1 ? 9 : -3))
    expect(await laidInValues(PAGE, values, doubting)).toEqual({ odd: [], largest: -3 })
    expect(await laidInValues(PAGE, [short, short, short], doubting)).toEqual({ odd: [] })
  })

  it('says nothing of a page with too few values to compare', async () => {
    const doubting = network(() => 9)
    expect(await laidInValues(PAGE, VALUES.slice(0, 2), doubting)).toEqual({ odd: [] })
  })
})
