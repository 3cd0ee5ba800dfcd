import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import { lettersOfPrint } from './letters-of-print.ts'
import { isUnlevel, unlevelPrint } from './unlevel-print.ts'

const [WIDTH, HEIGHT] = [480, 110]
const [PAPER, INK] = [205, 35]
const CAPITAL = 30
const PITCH = 26
const LINE = { x: 20, y: 40, width: 430, height: CAPITAL }

/** Bars as high as capitals whose edges may lie between pixels; `downOf` says how far a letter stands below the line. */
function line(letters: number, downOf: (letter: number) => number): GreyImage {
  const data = new Float32Array(WIDTH * HEIGHT).fill(PAPER)
  for (let letter = 0; letter < letters; letter += 1) {
    const [left, top] = [LINE.x + letter * PITCH, LINE.y + downOf(letter)]
    for (let y = 0; y < HEIGHT; y += 1) {
      const cover = Math.max(0, Math.min(y + 1, top + CAPITAL) - Math.max(y, top))
      data.fill(PAPER + (INK - PAPER) * cover, y * WIDTH + left, y * WIDTH + left + 12)
    }
  }
  return { width: WIDTH, height: HEIGHT, data }
}

/** As letters stand on a photograph: a fraction of a pixel up or down. */
function uneven(letter: number): number {
  return 0.25 * Math.sin(letter * 7.3)
}

function judged(picture: GreyImage) {
  const found = unlevelPrint(picture, LINE)
  return { found, isUnlevel: found !== undefined && isUnlevel(found) }
}

describe('letters of print', () => {
  it('are told to parts of a pixel, from left to right', () => {
    const letters = lettersOfPrint(
      line(3, (letter) => 0.3 * letter),
      { ...LINE, y: 30, height: 50 },
    )
    expect(letters.map(({ left }) => left)).toEqual([20, 46, 72])
    for (const [index, { top, foot }] of letters.entries()) {
      // Between pixels half-way up, covered pixels follow the edge within a fifth of a pixel.
      expect(Math.abs(top - (40 + 0.3 * index))).toBeLessThan(0.5)
      expect(foot - top).toBeGreaterThan(CAPITAL - 0.8)
    }
  })

  it('that go on beyond the box are left out', () => {
    expect(
      lettersOfPrint(
        line(4, () => 0),
        { ...LINE, y: 45 },
      ),
    ).toEqual([])
    expect(
      lettersOfPrint(
        line(4, () => 0),
        { x: 0, y: 0, width: 2, height: 2 },
      ),
    ).toEqual([])
  })
})

describe('print that is not level', () => {
  it.each([
    [10, 2],
    [10, -2],
    [16, 4.5],
    [16, -4.5],
  ])(
    'names three of %i letters that stand %d pixels of thirty off the line of the others, whichever they are',
    (letters, off) => {
      for (let first = 0; first <= letters - 3; first += 1) {
        const isMoved = (letter: number) => letter >= first && letter < first + 3
        const picture = line(letters, (letter) => (isMoved(letter) ? off : 0) + uneven(letter))
        expect(judged(picture).isUnlevel, `from letter ${first} on`).toBe(true)
      }
    },
  )

  it('names letters that lean against the others', () => {
    const { found, isUnlevel: isOdd } = judged(line(14, (letter) => (letter > 7 ? (letter - 7) * PITCH * 0.04 : 0)))
    expect(isOdd).toBe(true)
    expect(found?.lean).toBeCloseTo(0.04, 1)
    expect(found?.box.x).toBeGreaterThan(LINE.x + 6 * PITCH)
  })

  it('says nothing of a line that leans as a whole, nor of letters that are uneven by a fraction of a pixel', () => {
    const lines = fc.record({
      letters: fc.integer({ min: 4, max: 16 }),
      slope: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
    })
    fc.assert(
      fc.property(lines, ({ letters, slope }) => {
        expect(judged(line(letters, (letter) => slope * PITCH * letter + uneven(letter))).isUnlevel).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  it('says nothing of a line that leans on a scan without shades, where it comes out as steps of a pixel', () => {
    for (const slope of [0.002, 0.004, 0.008, 0.015]) {
      const stairs = line(14, (letter) => Math.round(slope * PITCH * letter))
      expect(judged(stairs).isUnlevel).toBe(false)
    }
  })

  it('is a number for whatever is on a page', () => {
    const specks = fc.array(fc.record({ x: fc.integer({ min: 0, max: 440 }), y: fc.integer({ min: 28, max: 50 }) }), {
      minLength: 6,
      maxLength: 30,
    })
    fc.assert(
      fc.property(specks, (places) => {
        const { data, ...size } = line(0, () => 0)
        for (const { x, y } of places)
          for (let row = y; row < y + 20; row += 1) data.fill(INK, row * WIDTH + x, row * WIDTH + x + 9)
        const found = unlevelPrint({ ...size, data }, LINE)
        const numbers = found === undefined ? [0] : [found.off, found.lean, found.sureness]
        expect(numbers.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('is not looked for among few letters, low ones or ones of many heights', () => {
    expect(judged(line(5, (letter) => 2 * letter)).found).toBeUndefined()
    expect(
      unlevelPrint(
        line(0, () => 0),
        LINE,
      ),
    ).toBeUndefined()
    expect(
      unlevelPrint(
        line(10, () => 0),
        { ...LINE, width: 4 * PITCH },
      ),
    ).toBeUndefined()
  })
})
