import type { GreyImage } from '../image/grey.ts'
import type { Box, Point } from '../image/picture.ts'
import { inkAndPaper } from './ink-and-paper.ts'
import { leastSquares } from './least-squares.ts'

/** How alike the bare paper of two places is that show the same letters. */
export interface PaperLikeness {
  /** Correlation of what the paper shows, once shade is taken out: 1 where pattern and noise are the same. */
  readonly correlation: number
  /** Pixels of paper that were compared. */
  readonly pixels: number
}

/** Paper is what is lighter than this share of the way from paper to ink. */
const INK_WAY = 0.3
/** Blur and compression carry ink as far as this: what is nearer to a letter says only that the letters are alike. */
const REACH = 3

/** Compares the paper of a patch with that around the same letters at another place, to a part of a pixel. */
export function paperLikeness(grey: GreyImage, patch: Box, at: Point): PaperLikeness {
  const [here, there] = [patchAt(grey, patch, patch), patchAt(grey, patch, at)]
  const isBare = barePaper([here, there], patch.width)
  const [a, b] = [unshaded(here, isBare, patch.width), unshaded(there, isBare, patch.width)]
  let [squaresA, squaresB, products] = [0, 0, 0]
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? 0
    squaresA += one * one
    squaresB += other * other
    products += one * other
  }
  const correlation = a.length === 0 ? 0 : products / Math.sqrt(squaresA * squaresB + Number.EPSILON)
  return { correlation, pixels: a.length }
}

/** Levels of a patch whose upper left corner lies at a point, between pixels where the point does. */
function patchAt({ width, height, data }: GreyImage, { width: across, height: down }: Box, { x, y }: Point) {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, below] = [x - left, y - top]
  const levels = new Float32Array(across * down)
  const level = (column: number, row: number) =>
    data[Math.max(0, Math.min(height - 1, row)) * width + Math.max(0, Math.min(width - 1, column))] ?? 0
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const [u, v] = [left + column, top + row]
      const upper = level(u, v) * (1 - right) + level(u + 1, v) * right
      const lower = level(u, v + 1) * (1 - right) + level(u + 1, v + 1) * right
      levels[row * across + column] = upper * (1 - below) + lower * below
    }
  }
  return levels
}

/** Pixels that are paper on every patch, and no letter near them. */
function barePaper(patches: readonly Float32Array[], across: number): Uint8Array {
  const down = (patches[0]?.length ?? 0) / across
  const bare = new Uint8Array(across * down).fill(1)
  for (const levels of patches) {
    const { ink, paper } = inkAndPaper(levels)
    const darkest = paper - INK_WAY * (paper - ink)
    for (const [at, level] of levels.entries()) {
      if (level >= darkest) continue
      const [column, row] = [at % across, Math.floor(at / across)]
      const [from, to] = [Math.max(0, column - REACH), Math.min(across, column + REACH + 1)]
      for (let v = Math.max(0, row - REACH); v <= Math.min(down - 1, row + REACH); v += 1)
        bare.fill(0, v * across + from, v * across + to)
    }
  }
  return bare
}

/** The bare pixels less the plane of light that lies on them. */
function unshaded(levels: Float32Array, isBare: Uint8Array, across: number): readonly number[] {
  const terms = (at: number) => [1, (at % across) / across, Math.floor(at / across) / across]
  const bare = [...levels.keys()].filter((at) => isBare[at] === 1)
  const plane = leastSquares(bare.map((at) => ({ terms: terms(at), value: levels[at] ?? 0, weight: 1 })))
  return bare.map((at) => terms(at).reduce((rest, term, index) => rest - term * (plane[index] ?? 0), levels[at] ?? 0))
}
