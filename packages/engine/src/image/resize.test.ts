import { describe, expect, it } from 'vitest'
import { cropPicture, growBox } from './crop.ts'
import { toGrey } from './grey.ts'
import { resizeArea } from './resize.ts'
import { relativeSharpness } from './sharpness.ts'

const checks = (size: number, cell: number) => ({
  width: size,
  height: size,
  data: new Uint8Array(3 * size * size).map((_, i) => {
    const pixel = Math.floor(i / 3)
    return (Math.floor((pixel % size) / cell) + Math.floor(pixel / size / cell)) % 2 === 0 ? 200 : 40
  }),
})

describe('resizeArea', () => {
  it('keeps the mean brightness when it shrinks', () => {
    expect([...new Set(resizeArea(checks(12, 1), 6, 6).data)]).toEqual([120])
  })

  it('shares a source pixel between two outputs when sizes do not divide', () => {
    const line = { width: 3, height: 1, data: Uint8Array.of(0, 0, 0, 90, 90, 90, 180, 180, 180) }
    expect([...resizeArea(line, 2, 1).data]).toEqual([30, 30, 30, 150, 150, 150])
  })

  it('enlarges without inventing brightness', () => {
    expect(new Set(resizeArea(checks(4, 2), 8, 8).data)).toEqual(new Set([200, 40]))
  })
})

describe('cropPicture', () => {
  it('cuts a part, black where it reaches over the border', () => {
    const cut = cropPicture(checks(4, 2), { x: -1, y: 0, width: 2, height: 1 })
    expect([...cut.data]).toEqual([0, 0, 0, 200, 200, 200])
  })

  it('is black where box and picture do not meet', () => {
    expect(new Set(cropPicture(checks(4, 2), { x: 9, y: 9, width: 3, height: 3 }).data)).toEqual(new Set([0]))
  })

  it('grows boxes about their centre', () => {
    expect(growBox({ x: 10, y: 20, width: 4, height: 8 }, 2)).toEqual({ x: 8, y: 16, width: 8, height: 16 })
  })
})

describe('relativeSharpness', () => {
  it('falls when a picture is blurred, not when it is dark, and is 0 for a flat one', () => {
    const [sharp, soft] = [checks(32, 2), resizeArea(resizeArea(checks(32, 4), 24, 24), 32, 32)]
    const dark = { ...sharp, data: sharp.data.map((value) => value / 4) }
    expect(relativeSharpness(toGrey(soft))).toBeLessThan(relativeSharpness(toGrey(sharp)))
    expect(relativeSharpness(toGrey(dark))).toBeCloseTo(relativeSharpness(toGrey(sharp)), 1)
    expect(relativeSharpness(toGrey({ ...sharp, data: sharp.data.map(() => 9) }))).toBe(0)
  })
})
