import type { GreyImage } from '../image/grey.ts'

/** A picture with the sums over any of its rectangles, each told from four corners. */
export interface SummedPicture {
  readonly grey: GreyImage
  /** The sum of all levels above and left of a place, and of their squares: one row and one column more than the picture has. */
  readonly levels: Float64Array
  readonly squares: Float64Array
}

export function summedPicture(grey: GreyImage): SummedPicture {
  const { width, height, data } = grey
  const columns = width + 1
  const [levels, squares] = [new Float64Array(columns * (height + 1)), new Float64Array(columns * (height + 1))]
  for (let y = 0, from = 0; y < height; y += 1) {
    let [ofRow, squaresOfRow] = [0, 0]
    for (let at = (y + 1) * columns + 1; at < (y + 2) * columns; at += 1, from += 1) {
      const level = data[from] as number
      ofRow += level
      squaresOfRow += level * level
      levels[at] = (levels[at - columns] as number) + ofRow
      squares[at] = (squares[at - columns] as number) + squaresOfRow
    }
  }
  return { grey, levels, squares }
}

/** Levels or squares of a window's pixels, from its upper left corner on. */
export function sumOver(
  sums: Float64Array,
  columns: number,
  x: number,
  y: number,
  across: number,
  down: number,
): number {
  const above = y * columns + x
  const below = above + down * columns
  return (
    (sums[below + across] as number) -
    (sums[below] as number) -
    (sums[above + across] as number) +
    (sums[above] as number)
  )
}
