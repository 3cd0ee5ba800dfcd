import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'

const BLOCK = 8
/** The lowest frequencies of a block beside its mean: those of which JPEG keeps something on most blocks. */
const FREQUENCIES: readonly (readonly [across: number, down: number])[] = [
  [1, 0],
  [0, 1],
  [2, 0],
  [1, 1],
  [0, 2],
  [3, 0],
  [2, 1],
  [1, 2],
  [0, 3],
  [4, 0],
  [3, 1],
  [2, 2],
  [1, 3],
  [0, 4],
]

/** What a picture's blocks of 8 by 8 pixels hold of each frequency, as JPEG would write it before it divides and rounds. */
export interface BlockFrequencies {
  readonly columns: number
  readonly rows: number
  /** One list for each frequency, block by block in rows; not a number where a block is cut off by black or white. */
  readonly amounts: readonly Float32Array[]
}

/**
 * Blocks lie where a JPEG's own would, from the upper left corner of the picture as it came, or `away` pixels right of and
 * below that.
 */
export function blockFrequencies({ width, height, data }: GreyImage, away = 0): BlockFrequencies {
  const [columns, rows] = [Math.floor((width - away) / BLOCK), Math.floor((height - away) / BLOCK)]
  const amounts = FREQUENCIES.map(() => new Float32Array(columns * rows))
  const half = new Float32Array(5 * BLOCK)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const clipped = acrossBlock(data, width, away + column * BLOCK, away + row * BLOCK, half)
      for (const [index, [across, down]] of FREQUENCIES.entries()) {
        let sum = 0
        for (let y = 0; y < BLOCK; y += 1) sum += (half[5 * y + across] ?? 0) * (WAVES[down * BLOCK + y] ?? 0)
        const list = amounts[index]
        if (list !== undefined) list[row * columns + column] = clipped ? Number.NaN : sum
      }
    }
  }
  return { columns, rows, amounts }
}

/** Numbers of the blocks that lie wholly inside a box. */
export function blocksIn({ columns, rows }: BlockFrequencies, { x, y, width, height }: Box): readonly number[] {
  const [left, top] = [Math.max(0, Math.ceil(x / BLOCK)), Math.max(0, Math.ceil(y / BLOCK))]
  const right = Math.min(columns, Math.floor((x + width) / BLOCK))
  const foot = Math.min(rows, Math.floor((y + height) / BLOCK))
  const blocks: number[] = []
  for (let row = top; row < foot; row += 1)
    for (let column = left; column < right; column += 1) blocks.push(row * columns + column)
  return blocks
}

/** Cosines of the discrete transform that JPEG uses (ITU T.81, A.3.3), frequency by frequency, up to the fifth. */
const WAVES = Float32Array.from({ length: 5 * BLOCK }, (_, at) => {
  const [frequency, place] = [Math.floor(at / BLOCK), at % BLOCK]
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16)
})

/** Beyond these levels a camera or a decoder may have cut off what was there. */
const [BLACKEST, WHITEST] = [2, 253]

/** The first half of the transform, along the rows; answers whether the block holds levels that may have been cut off. */
function acrossBlock(data: Float32Array, width: number, left: number, top: number, half: Float32Array): boolean {
  let clipped = false
  for (let y = 0; y < BLOCK; y += 1) {
    const from = (top + y) * width + left
    for (let frequency = 0; frequency < 5; frequency += 1) {
      let sum = 0
      for (let x = 0; x < BLOCK; x += 1) {
        const level = data[from + x] ?? 0
        sum += level * (WAVES[frequency * BLOCK + x] ?? 0)
        if (level < BLACKEST || level > WHITEST) clipped = true
      }
      half[5 * y + frequency] = sum
    }
  }
  return clipped
}
