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
const HIGHEST = 4

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
  const lists = FREQUENCIES.map(([across, down]) => ({
    rows: BLOCK * across,
    wave: BLOCK * down,
    amounts: new Float32Array(columns * rows).fill(Number.NaN),
  }))
  const half = new Float32Array((HIGHEST + 1) * BLOCK)
  for (let block = 0; block < columns * rows; block += 1) {
    const from = (away + BLOCK * Math.floor(block / columns)) * width + away + BLOCK * (block % columns)
    if (isCutOff(data, from, width)) continue
    acrossRows(data, from, width, half)
    for (const list of lists) list.amounts[block] = alongWave(half, list.rows, list.wave)
  }
  return { columns, rows, amounts: lists.map(({ amounts }) => amounts) }
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

/** Beyond these levels a camera or a decoder may have cut off what was there. */
const [BLACKEST, WHITEST] = [2, 253]

/** Whether a block holds levels that may have been cut off. */
function isCutOff(data: Float32Array, from: number, width: number): boolean {
  for (let row = 0, at = from; row < BLOCK; row += 1, at += width) {
    for (let x = at; x < at + BLOCK; x += 1) {
      const level = data[x] as number
      if (level < BLACKEST || level > WHITEST) return true
    }
  }
  return false
}

/** The first half of the transform: of each frequency along the rows, what the eight rows hold. */
function acrossRows(data: Float32Array, from: number, width: number, half: Float32Array): void {
  for (let row = 0, at = from; row < BLOCK; row += 1, at += width) {
    const [a, b, c, d] = [data[at] as number, data[at + 1] as number, data[at + 2] as number, data[at + 3] as number]
    const [e, f, g, h] = [
      data[at + 4] as number,
      data[at + 5] as number,
      data[at + 6] as number,
      data[at + 7] as number,
    ]
    for (let wave = 0; wave < half.length; wave += BLOCK)
      half[wave + row] =
        a * (WAVES[wave] as number) +
        b * (WAVES[wave + 1] as number) +
        c * (WAVES[wave + 2] as number) +
        d * (WAVES[wave + 3] as number) +
        e * (WAVES[wave + 4] as number) +
        f * (WAVES[wave + 5] as number) +
        g * (WAVES[wave + 6] as number) +
        h * (WAVES[wave + 7] as number)
  }
}

/** Cosines of the discrete transform that JPEG uses (ITU T.81, A.3.3), frequency by frequency, up to the highest. */
const WAVES = Float32Array.from({ length: (HIGHEST + 1) * BLOCK }, (_, at) => {
  const [frequency, place] = [Math.floor(at / BLOCK), at % BLOCK]
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16)
})

/** Eight levels side by side times a wave. Written out, as above: each block passes here 54 times, and a page has 30,000 twice. */
function alongWave(levels: Float32Array, at: number, wave: number): number {
  return (
    (levels[at] as number) * (WAVES[wave] as number) +
    (levels[at + 1] as number) * (WAVES[wave + 1] as number) +
    (levels[at + 2] as number) * (WAVES[wave + 2] as number) +
    (levels[at + 3] as number) * (WAVES[wave + 3] as number) +
    (levels[at + 4] as number) * (WAVES[wave + 4] as number) +
    (levels[at + 5] as number) * (WAVES[wave + 5] as number) +
    (levels[at + 6] as number) * (WAVES[wave + 6] as number) +
    (levels[at + 7] as number) * (WAVES[wave + 7] as number)
  )
}
