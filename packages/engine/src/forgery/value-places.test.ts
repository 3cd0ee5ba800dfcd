import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { cornersOnSource, wholeView } from '../page/page-view.ts'
import { inkOfPrint } from './ink-of-print.ts'
import { valuePlaces } from './value-places.ts'

const [WIDTH, HEIGHT] = [300, 120]
const PAPER = 210
const WORD: Box = { x: 40, y: 50, width: 160, height: 20 }

/** Strokes side by side on paper: letters as tall as the word. */
function page(words: readonly Box[], paper = PAPER, ink = 30): GreyImage {
  const data = new Float32Array(WIDTH * HEIGHT).fill(paper)
  for (const { x, y, width, height } of words) {
    for (let stroke = x; stroke < x + width; stroke += 8)
      for (let row = y; row < y + height; row += 1) data.fill(ink, row * WIDTH + stroke, row * WIDTH + stroke + 4)
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const STROKES: Box = { ...WORD, width: 156 }

describe('ink of print', () => {
  it('is what the letters fill, however much room a reader leaves around them', () => {
    const room = fc.record({
      left: fc.integer({ min: 0, max: 14 }),
      top: fc.integer({ min: 0, max: 12 }),
      right: fc.integer({ min: 0, max: 14 }),
      foot: fc.integer({ min: 0, max: 12 }),
    })
    fc.assert(
      fc.property(room, ({ left, top, right, foot }) => {
        const box = {
          x: WORD.x - left,
          y: WORD.y - top,
          width: WORD.width + left + right,
          height: WORD.height + top + foot,
        }
        expect(inkOfPrint(page([WORD]), box)).toEqual(STROKES)
      }),
    )
  })

  it('leaves out the feet of a label above', () => {
    const label = { x: 60, y: 36, width: 20, height: 6 }
    const box = { x: 34, y: 38, width: 172, height: 40 }
    expect(inkOfPrint(page([WORD, label]), box)).toEqual(STROKES)
  })

  it('is not told where nothing stands out from the paper', () => {
    expect(inkOfPrint(page([WORD], PAPER, PAPER - 10), WORD)).toBeUndefined()
    expect(inkOfPrint(page([]), WORD)).toBeUndefined()
    expect(inkOfPrint(page([WORD]), { x: 40, y: 50, width: 2, height: 2 })).toBeUndefined()
  })

  it('lies within the picture and the box, wherever that lies', () => {
    const box = fc.record({
      x: fc.integer({ min: -60, max: 320 }),
      y: fc.integer({ min: -60, max: 140 }),
      width: fc.integer({ min: 0, max: 400 }),
      height: fc.integer({ min: 0, max: 200 }),
    })
    fc.assert(
      fc.property(box, (around) => {
        const ink = inkOfPrint(page([WORD]), around)
        if (ink === undefined) return
        expect(ink.x >= Math.max(0, around.x) && ink.y >= Math.max(0, around.y)).toBe(true)
        expect(ink.x + ink.width <= Math.min(WIDTH, around.x + around.width)).toBe(true)
        expect(ink.y + ink.height <= Math.min(HEIGHT, around.y + around.height)).toBe(true)
      }),
    )
  })
})

describe('places of values', () => {
  const view = wholeView({ width: WIDTH, height: HEIGHT, data: new Uint8Array(3 * WIDTH * HEIGHT) })
  const read = { x: 30, y: 40, width: 180, height: 40 }

  it('hold the letters with an eighth of their height of room', () => {
    const [place] = valuePlaces(view, page([WORD]), [cornersOnSource(view, read)])
    expect(place?.y).toBeCloseTo(WORD.y - 2.4)
    expect(place?.height).toBeCloseTo(WORD.height + 4.8)
    expect(place?.x).toBeCloseTo(WORD.x - 2.4)
  })

  it('are those of the reader where letters are too faint to be told from the paper', () => {
    const [place] = valuePlaces(view, page([]), [cornersOnSource(view, read)])
    expect(place?.height).toBeCloseTo(read.height)
  })

  it('are no more than any page has values', () => {
    const many = Array.from({ length: 500 }, () => cornersOnSource(view, read))
    expect(valuePlaces(view, page([WORD]), many)).toHaveLength(40)
  })
})
