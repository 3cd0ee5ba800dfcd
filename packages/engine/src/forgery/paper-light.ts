import type { Picture } from '../image/picture.ts'
import { leastSquares } from './least-squares.ts'

/** Cells of a page, across and down; the light tenth of each is taken for its paper. */
const [ACROSS, DOWN] = [6, 4]
const PAPER_SHARE = 0.9
/** Cells darker than this share of the lightest show something else than paper: a portrait. */
const DARK_CELL = 0.6

/** Red, green and blue of bare paper at a place of a page. */
export type PaperLight = (x: number, y: number) => readonly [number, number, number]

/**
 * The light on a page, as a smooth surface through the light places of its cells: a + bx + cy + dx² + ey² for each colour.
 * Undefined where fewer cells show paper than such a surface needs.
 */
export function paperLight(page: Picture): PaperLight | undefined {
  const cells = cellsOf(page)
  const lightest = Math.max(...cells.map(({ tone }) => tone))
  const paper = cells.filter(({ tone }) => tone > DARK_CELL * lightest)
  if (paper.length < 10) return undefined
  const surfaces = [0, 1, 2].map((channel) =>
    leastSquares(
      paper.map(({ x, y, colour }) => ({
        terms: terms(x / page.width, y / page.height),
        value: colour[channel] ?? 0,
        weight: 1,
      })),
    ),
  )
  return (x, y) => {
    const at = terms(x / page.width, y / page.height)
    const [red = 1, green = 1, blue = 1] = surfaces.map((surface) =>
      Math.max(
        1,
        surface.reduce((sum, factor, index) => sum + factor * (at[index] ?? 0), 0),
      ),
    )
    return [red, green, blue]
  }
}

function cellsOf({ width, height, data }: Picture) {
  return Array.from({ length: ACROSS * DOWN }, (_, cell) => {
    const [column, row] = [cell % ACROSS, Math.floor(cell / ACROSS)]
    const [left, right] = [(column * width) / ACROSS, ((column + 1) * width) / ACROSS].map(Math.floor)
    const [top, foot] = [(row * height) / DOWN, ((row + 1) * height) / DOWN].map(Math.floor)
    const pixels: number[] = []
    for (let y = top ?? 0; y < (foot ?? 0); y += 1)
      for (let x = left ?? 0; x < (right ?? 0); x += 1) pixels.push(3 * (y * width + x))
    const toneOf = (at: number) => (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)
    const sorted = pixels.sort((a, b) => toneOf(a) - toneOf(b))
    const at = sorted[Math.floor(PAPER_SHARE * (sorted.length - 1))] ?? 0
    return {
      x: ((left ?? 0) + (right ?? 0)) / 2,
      y: ((top ?? 0) + (foot ?? 0)) / 2,
      tone: toneOf(at),
      colour: [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0],
    }
  })
}

function terms(x01: number, y01: number): readonly number[] {
  return [1, x01, y01, x01 * x01, y01 * y01]
}
