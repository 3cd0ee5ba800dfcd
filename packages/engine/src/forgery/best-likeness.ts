import type { Box } from '../image/picture.ts'
import { type SummedPicture, sumOver } from './summed-picture.ts'

/** Patches of less variance than this many squared levels show nothing to be recognised by. */
export const LEAST_VARIANCE = 50
/** Sums over whole pictures are off by less than this share of what they are compared with. */
const ROUNDING = 1e-4
/** After each of these shares of a patch's rows it is asked whether the rest may still make it alike. */
const LOOKS = [0.25, 0.5, 0.75] as const

/** A correlation that the true one does not exceed, for the patch whose upper left corner lies at a place. */
type LikenessBound = (x: number, y: number, wanted: number) => number

/**
 * How alike a patch can be to a place at most: a correlation that the true one does not exceed, below `wanted` as soon as
 * that is certain, and 1 where nothing can be said before all is compared. The rows that were not looked at are taken to go
 * along with the patch as well as their contrast allows (Cauchy and Schwarz); most of a page is told by a quarter of the rows.
 */
export function bestLikeness({ grey, levels, squares }: SummedPicture, patch: Box): LikenessBound {
  const { width, height, data } = grey
  const columns = width + 1
  const { x: fromX, y: fromY, width: across, height: down } = patch
  const count = across * down
  /** Of so many rows of a window from one on: the sum of its levels, and their squared distance from a level. */
  const sumOf = (x: number, y: number, rows: number) => sumOver(levels, columns, x, y, across, rows)
  const awayFrom = (level: number, x: number, y: number, rows: number) =>
    sumOver(squares, columns, x, y, across, rows) - level * (2 * sumOf(x, y, rows) - level * across * rows)
  const isInside = (x: number, y: number) => x >= 0 && y >= 0 && x + across <= width && y + down <= height
  if (!isInside(fromX, fromY)) return () => -1
  const mean = sumOf(fromX, fromY, down) / count
  const variance = awayFrom(mean, fromX, fromY, down)
  const looks = LOOKS.map((share) => Math.floor(share * down)).map((rows) => ({
    rows,
    sum: sumOf(fromX, fromY, rows),
    rest: awayFrom(mean, fromX, fromY + rows, down - rows),
  }))
  return (x, y, wanted) => {
    if (!isInside(x, y)) return -1
    const theirMean = sumOf(x, y, down) / count
    const theirVariance = awayFrom(theirMean, x, y, down)
    if (Math.min(variance, theirVariance) < (1 - ROUNDING) * LEAST_VARIANCE * count) return -1
    let products = 0
    let row = 0
    for (const { rows, sum, rest } of looks) {
      for (; row < rows; row += 1) {
        const own = (fromY + row) * width + fromX
        const their = (y + row) * width + x
        for (let column = 0; column < across; column += 1)
          products += (data[own + column] as number) * (data[their + column] as number)
      }
      const together = products - theirMean * sum - mean * (sumOf(x, y, rows) - theirMean * across * rows)
      const theirRest = awayFrom(theirMean, x, y + rows, down - rows)
      const most = together + Math.sqrt(Math.max(0, rest) * Math.max(0, theirRest))
      const likeness = most / Math.sqrt(variance * theirVariance) + ROUNDING
      if (likeness < wanted) return likeness
    }
    return 1
  }
}
