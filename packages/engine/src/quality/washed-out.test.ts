import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { notWashedOut, washedOutOn, washedOutShare } from './washed-out.ts'

const [WIDTH, HEIGHT] = [300, 200]

/** Grey paper with one rectangle of light, and strokes of print across it where they are asked for. */
function sheet(light: { readonly x: number; readonly y: number; readonly side: number }, stroke?: number) {
  const data = new Float32Array(WIDTH * HEIGHT).fill(200)
  for (let y = light.y; y < light.y + light.side; y += 1) {
    for (let x = light.x; x < light.x + light.side; x += 1) {
      data[y * WIDTH + x] = stroke !== undefined && x % stroke === 0 ? 60 : 255
    }
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const place = (x: number, y: number, width: number, height: number) => ({
  centre: { x, y },
  angleRad: 0,
  width,
  height,
})

describe('what light washed out', () => {
  it('hides what lies under it, and nothing beside it', () => {
    const light = washedOutOn(sheet({ x: 50, y: 50, side: 60 }), 1)
    expect(washedOutShare(light, place(80, 80, 40, 20))).toBe(1)
    expect(washedOutShare(light, place(200, 80, 40, 20))).toBe(0)
  })

  it('hides no letters whose strokes are still dark, however light the paper is', () => {
    const light = washedOutOn(sheet({ x: 50, y: 50, side: 60 }, 5), 1)
    expect(light.share01).toBe(0)
  })

  it('is looked for at half of the height of a place: paper above and below letters may be empty', () => {
    const light = washedOutOn(sheet({ x: 40, y: 40, side: 60 }), 1)
    expect(washedOutShare(light, place(70, 115, 20, 50))).toBe(0)
    expect(washedOutShare(light, place(70, 70, 20, 50))).toBe(1)
  })

  it('is no highlight that is smaller than a letter', () => {
    expect(washedOutOn(sheet({ x: 50, y: 50, side: 12 }), 1).share01).toBe(0)
  })

  it('has its places in pixels of the view, at whatever size it was looked for', () => {
    const light = washedOutOn(sheet({ x: 50, y: 50, side: 60 }), 2)
    expect(washedOutShare(light, place(160, 160, 60, 20))).toBe(1)
    expect(washedOutShare(light, place(80, 80, 20, 20))).toBe(0)
  })

  it('covers a share of any place, wherever that lies', () => {
    const light = washedOutOn(sheet({ x: 50, y: 50, side: 60 }), 1)
    const number = fc.double({ min: -1000, max: 1000, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.double({ min: -4, max: 4, noNaN: true }), (x, y, angleRad) => {
        const share = washedOutShare(light, { ...place(x, y, 80, 20), angleRad })
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(washedOutShare(notWashedOut(light, 1), { ...place(x, y, 80, 20), angleRad })).toBe(0)
      }),
    )
  })
})
