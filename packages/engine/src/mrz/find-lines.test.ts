import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import { cropLine } from './crop-line.ts'
import { findLines } from './find-lines.ts'
import { turnedRight } from './resample-grey.ts'
import { placeOn, type TextLine } from './text-line.ts'

const WIDTH = 900
const HEIGHT = 600
const PAPER = 200
const INK = 30

/** Rows of upright strokes at the pitch of type, as a line network never sees them but a line finder does. */
function pageWith(rows: readonly TextLine[]): GreyImage {
  const data = new Float32Array(WIDTH * HEIGHT).fill(PAPER)
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const inked = rows.some((row) => {
        const { along, beside } = placeOn(row, { x: x + 0.5, y: y + 0.5 })
        const phase = ((along % 8) + 8) % 8
        return Math.abs(beside) < row.height / 2 && Math.abs(along) < row.length / 2 && phase < 3
      })
      if (inked) data[y * WIDTH + x] = INK
    }
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const row = (y: number, angleRad: number): TextLine => ({ centre: { x: 450, y }, angleRad, length: 700, height: 15 })

describe('findLines', () => {
  it.each([0, 0.08, -0.2])('finds both rows of a page that leans by %f', (angleRad) => {
    const rows = [row(380, angleRad), row(380 + 42, angleRad)]
    const lines = findLines(pageWith(rows), 1000)
    for (const wanted of rows) {
      const found = lines.find((line) => Math.abs(placeOn(wanted, line.centre).beside) < 6)
      expect(found?.angleRad).toBeCloseTo(angleRad, 1)
      expect(found?.length).toBeGreaterThan(660)
      expect(found?.length).toBeLessThan(760)
      expect(found?.height).toBeGreaterThan(11)
      expect(found?.height).toBeLessThan(24)
    }
  })

  it('finds nothing on empty paper', () => {
    expect(findLines(pageWith([]), 1000)).toEqual([])
  })
})

describe('cropLine', () => {
  it('cuts a leaning line straight, 32 pixels high and a multiple of four long', () => {
    const line = row(300, 0.1)
    const crop = cropLine(pageWith([line]), line, { beside: 0.5, ends: 0 })
    expect(crop.height).toBe(32)
    expect(crop.width % 4).toBe(0)
    const rowMean = (y: number) =>
      crop.data.subarray(y * crop.width, (y + 1) * crop.width).reduce((a, b) => a + b, 0) / crop.width
    expect(rowMean(2)).toBeGreaterThan(PAPER - 5)
    expect(rowMean(16)).toBeLessThan(PAPER - 40)
    expect(rowMean(29)).toBeGreaterThan(PAPER - 5)
  })
})

describe('turnedRight', () => {
  it('comes back after four turns', () => {
    const page = pageWith([row(100, 0.05)])
    const once = turnedRight(page)
    expect([once.width, once.height]).toEqual([HEIGHT, WIDTH])
    expect(once.data[HEIGHT - 1]).toBe(page.data[0])
    const back = turnedRight(turnedRight(turnedRight(once)))
    expect(back.width).toBe(WIDTH)
    expect(back.data.every((value, index) => value === page.data[index])).toBe(true)
  })
})
