import type { Picture } from '../image/picture.ts'
import { leastSquares } from './least-squares.ts'

/** Cells of a page, across and down; the light tenth of each is taken for its paper. */
const [ACROSS, DOWN] = [6, 4]
const PAPER_SHARE = 0.9
/** Cells darker than this share of the lightest show something else than paper: a portrait. */
const DARK_CELL = 0.6
/** A surface has five factors: twice as many cells keep one of them from bending it. */
const LEAST_CELLS = 10
/**
 * From this level on a camera may have cut a colour off. Where a lamp is mirrored tinted paper looks white, and a surface bent
 * there is wrong beside it: a tinted copy under a lamp seemed to have more colours than the palest of documents.
 */
const BURNT = 250
/** As much of a cell has to be below. */
const LEAST_BELOW = 0.5

/** Red, green and blue of bare paper at a place of a page. */
export type PaperLight = (x: number, y: number) => readonly [number, number, number]

/**
 * The light on a page, as a smooth surface through the light places of its cells: a + bx + cy + dx² + ey² for each colour.
 * Undefined where fewer cells show paper than such a surface needs.
 */
export function paperLight(page: Picture): PaperLight | undefined {
  // White paper may be burnt everywhere, as on scans: then all of it counts.
  const paper = paperCells(page, BURNT) ?? paperCells(page, Number.POSITIVE_INFINITY)
  if (paper === undefined) return undefined
  const surfaceOf = (channel: number) => {
    const equations = paper.map(({ x, y, colour }) => ({
      terms: terms(x / page.width, y / page.height),
      value: colour[channel] ?? 0,
      weight: 1,
    }))
    const [a = 1, b = 0, c = 0, d = 0, e = 0] = leastSquares(equations)
    return (x01: number, y01: number) => Math.max(1, a + b * x01 + c * y01 + d * (x01 * x01) + e * (y01 * y01))
  }
  const [red, green, blue] = [surfaceOf(0), surfaceOf(1), surfaceOf(2)]
  return (x, y) => {
    const [x01, y01] = [x / page.width, y / page.height]
    return [red(x01, y01), green(x01, y01), blue(x01, y01)]
  }
}

/** Cells that show paper, without what is burnt from a level on; undefined where there are too few. */
function paperCells(page: Picture, burnt: number) {
  const cells = cellsOf(page, burnt)
  const lightest = Math.max(...cells.map(({ tone }) => tone))
  const paper = cells.filter(({ tone }) => tone > DARK_CELL * lightest)
  return paper.length < LEAST_CELLS ? undefined : paper
}

function cellsOf({ width, height, data }: Picture, burnt: number) {
  return Array.from({ length: ACROSS * DOWN }, (_, cell) => cell).flatMap((cell) => {
    const [column, row] = [cell % ACROSS, Math.floor(cell / ACROSS)]
    const [left, right] = [(column * width) / ACROSS, ((column + 1) * width) / ACROSS].map(Math.floor)
    const [top, foot] = [(row * height) / DOWN, ((row + 1) * height) / DOWN].map(Math.floor)
    const pixels: number[] = []
    let all = 0
    for (let y = top ?? 0; y < (foot ?? 0); y += 1) {
      for (let x = left ?? 0; x < (right ?? 0); x += 1, all += 1) {
        const at = 3 * (y * width + x)
        if (Math.max(data[at] as number, data[at + 1] as number, data[at + 2] as number) < burnt) pixels.push(at)
      }
    }
    if (pixels.length < LEAST_BELOW * all) return []
    const toneOf = (at: number) => (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)
    const sorted = pixels.sort((a, b) => toneOf(a) - toneOf(b))
    const at = sorted[Math.floor(PAPER_SHARE * (sorted.length - 1))] ?? 0
    return [
      {
        x: ((left ?? 0) + (right ?? 0)) / 2,
        y: ((top ?? 0) + (foot ?? 0)) / 2,
        tone: toneOf(at),
        colour: [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0],
      },
    ]
  })
}

function terms(x01: number, y01: number): readonly number[] {
  return [1, x01, y01, x01 * x01, y01 * y01]
}
