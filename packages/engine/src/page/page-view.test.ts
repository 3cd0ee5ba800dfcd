import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { boxOnSource, partOfView, turnedView, viewOf, wholeView } from './page-view.ts'

/** Every pixel carries its own place in red and green. */
function chart(width: number, height: number): Picture {
  const data = new Uint8Array(3 * width * height)
  for (let at = 0; at < width * height; at += 1) data.set([at % width, Math.floor(at / width), 7], 3 * at)
  return { width, height, data }
}

const colourAt = ({ width, data }: Picture, x: number, y: number) => [
  ...data.slice(3 * (y * width + x), 3 * (y * width + x) + 3),
]

const CHART = chart(120, 80)
const SLANTED = [
  { x: 20, y: 10 },
  { x: 100, y: 18 },
  { x: 92, y: 70 },
  { x: 26, y: 60 },
] as const

describe('viewOf', () => {
  it('shows at each place what lies there on the picture as it came', () => {
    const view = viewOf(CHART, SLANTED, { longSide: 400 })
    for (const [x, y] of [
      [0, 0],
      [40, 20],
      [view.picture.width - 1, view.picture.height - 1],
    ] as const) {
      const source = view.toSource(x + 0.5, y + 0.5)
      const [red = 0, green = 0] = colourAt(view.picture, x, y)
      expect(Math.abs(red - (source.x - 0.5))).toBeLessThan(1)
      expect(Math.abs(green - (source.y - 0.5))).toBeLessThan(1)
    }
  })

  it('lays the corners into the corners of the view', () => {
    const view = viewOf(CHART, SLANTED, { longSide: 400 })
    const { width, height } = view.picture
    const seen = [view.toSource(0, 0), view.toSource(width, 0), view.toSource(width, height), view.toSource(0, height)]
    SLANTED.forEach((corner, index) => {
      expect(seen[index]?.x).toBeCloseTo(corner.x, 6)
      expect(seen[index]?.y).toBeCloseTo(corner.y, 6)
    })
  })

  it('shrinks to the long side asked for, and enlarges only when it is told to', () => {
    expect(viewOf(CHART, SLANTED, { longSide: 40 }).picture.width).toBe(40)
    expect(viewOf(CHART, SLANTED, { longSide: 400 }).picture.width).toBe(80)
    expect(viewOf(CHART, SLANTED, { longSide: 400, leastLongSide: 200 }).picture.width).toBe(200)
  })

  it('repeats the border where the corners lie outside of the picture', () => {
    const outside = [
      { x: -20, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 20 },
      { x: -20, y: 20 },
    ] as const
    expect(colourAt(viewOf(CHART, outside, { longSide: 40 }).picture, 3, 5)).toEqual([0, 5, 7])
  })
})

describe('turnedView', () => {
  it('keeps every point of the page where it is on the picture as it came', () => {
    fc.assert(
      fc.property(fc.nat(118), fc.nat(78), fc.integer({ min: -4, max: 7 }), (x, y, turns) => {
        const view = turnedView(wholeView(CHART), turns)
        const at = { x: Math.min(x, view.picture.width - 1), y: Math.min(y, view.picture.height - 1) }
        const source = view.toSource(at.x + 0.5, at.y + 0.5)
        expect(colourAt(view.picture, at.x, at.y)).toEqual([Math.round(source.x - 0.5), Math.round(source.y - 0.5), 7])
      }),
    )
  })
})

describe('partOfView', () => {
  it('is a view of its own', () => {
    const part = partOfView(turnedView(wholeView(CHART), 1), { x: 10, y: 30, width: 40, height: 20 })
    const source = part.toSource(5.5, 6.5)
    expect(colourAt(part.picture, 5, 6)).toEqual([Math.round(source.x - 0.5), Math.round(source.y - 0.5), 7])
  })
})

describe('boxOnSource', () => {
  it('is the upright rectangle around a box of the view', () => {
    expect(boxOnSource(turnedView(wholeView(CHART), 2), { x: 0, y: 0, width: 30, height: 10 })).toEqual({
      x: 90,
      y: 70,
      width: 30,
      height: 10,
    })
  })
})
