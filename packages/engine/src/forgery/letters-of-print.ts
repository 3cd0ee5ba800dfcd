import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { pixelsOf, printLevels } from './ink-of-print.ts'

/** One letter, or what hangs together, of a line of print; its upper and lower edge lie between pixels. */
export interface Letter {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly foot: number
}

/** Fewer pixels are specks. */
const LEAST_PIXELS = 12

/**
 * Connected pieces of ink in a box, from left to right. Where an edge runs is told to parts of a pixel: half-way between the
 * level of the ink and that of the paper. Pieces that reach to the upper or lower edge of the box are left out, as they go on
 * beyond it.
 */
export function lettersOfPrint(flat: GreyImage, box: Box): readonly Letter[] {
  const { left, top, across, down } = pixelsOf(flat, box)
  const print = printLevels(flat, box)
  if (print === undefined) return []
  const { levels, ink, paper } = print
  const cut = (ink + paper) / 2
  const open = new Uint8Array(levels.length)
  for (let at = 0; at < open.length; at += 1) open[at] = (levels[at] as number) < cut ? 1 : 0
  const queue = new Int32Array(open.length)
  const letters: Letter[] = []
  for (let start = open.indexOf(1); start >= 0; start = open.indexOf(1, start + 1)) {
    const piece = takePiece({ open, across, queue }, start)
    if (piece.count < LEAST_PIXELS || piece.firstRow === 0 || piece.lastRow === down - 1) continue
    const edge = (row: number, step: 1 | -1) => {
      const edges = queue.subarray(0, piece.count).filter((at) => Math.floor(at / across) === row)
      return edges.reduce((outermost, at) => {
        const [here, beyond] = [levels[at] ?? ink, levels[at + step * across] ?? paper]
        const part = Math.max(0, Math.min(1, (cut - here) / Math.max(1, beyond - here)))
        return Math.max(outermost, part)
      }, 0)
    }
    letters.push({
      left: left + piece.left,
      right: left + piece.right + 1,
      top: top + piece.firstRow + 0.5 - edge(piece.firstRow, -1),
      foot: top + piece.lastRow + 0.5 + edge(piece.lastRow, 1),
    })
  }
  return letters.sort((a, b) => a.left - b.left)
}

/** Ink that is still to be divided, and room to write the pixels of one piece. */
interface OpenInk {
  readonly open: Uint8Array
  readonly across: number
  readonly queue: Int32Array
}

/** Takes what hangs together with `start` out of the ink. */
function takePiece({ open, across, queue }: OpenInk, start: number) {
  let [count, left, right, lastRow] = [0, across, 0, 0]
  const take = (at: number) => {
    if (open[at] !== 1) return
    open[at] = 0
    queue[count] = at
    count += 1
  }
  take(start)
  for (let index = 0; index < count; index += 1) {
    const at = queue[index] ?? 0
    const x = at % across
    left = Math.min(left, x)
    right = Math.max(right, x)
    lastRow = Math.max(lastRow, Math.floor(at / across))
    if (x > 0) take(at - 1)
    if (x < across - 1) take(at + 1)
    take(at - across)
    take(at + across)
  }
  // The first pixel of a piece, row by row, stands in its first row.
  return { count, left, right, firstRow: Math.floor(start / across), lastRow }
}
