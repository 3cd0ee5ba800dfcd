import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { inkAndPaper, LEAST_CONTRAST } from './ink-and-paper.ts'

/**
 * Rows with less ink than this share of the fullest one are no body of letters: accents, descenders, a rule, the feet of a
 * label above.
 */
const BODY_SHARE = 0.25

/**
 * The part of a box on a flat page that its letters fill, from the top of the capitals to the line they stand on: who finds
 * print leaves room around it, as much as the letters are high. Undefined where no ink stands out from the paper.
 */
export function inkOfPrint(flat: GreyImage, box: Box): Box | undefined {
  const { left, top, across, down } = pixelsOf(flat, box)
  const print = printLevels(flat, box)
  if (print === undefined) return undefined
  const { levels, ink, paper } = print
  const rows = new Uint32Array(down)
  for (const [at, level] of levels.entries()) {
    if (level < (ink + paper) / 2) rows[Math.floor(at / across)] = (rows[Math.floor(at / across)] ?? 0) + 1
  }
  const [first, last] = bodyOf(rows)
  const columns = new Uint32Array(across)
  for (const [at, level] of levels.entries()) {
    const row = Math.floor(at / across)
    if (row >= first && row <= last && level < (ink + paper) / 2) columns[at % across] = 1
  }
  const [from, to] = [columns.indexOf(1), columns.lastIndexOf(1)]
  return { x: left + from, y: top + first, width: to - from + 1, height: last - first + 1 }
}

/** A box of a flat page level by level, with the levels of its ink and of its paper. */
interface PrintLevels {
  readonly levels: Float32Array
  readonly ink: number
  readonly paper: number
}

/** Undefined where no ink stands out from the paper. */
export function printLevels(flat: GreyImage, box: Box): PrintLevels | undefined {
  const { left, top, across, down } = pixelsOf(flat, box)
  if (across < 4 || down < 4) return undefined
  const levels = new Float32Array(across * down)
  for (let row = 0; row < down; row += 1) {
    const from = (top + row) * flat.width + left
    levels.set(flat.data.subarray(from, from + across), row * across)
  }
  const { ink, paper } = inkAndPaper(levels)
  return paper - ink < LEAST_CONTRAST ? undefined : { levels, ink, paper }
}

/** The whole pixels of a box that lie on a picture. */
export function pixelsOf({ width, height }: GreyImage, box: Box) {
  const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))]
  const across = Math.min(width, Math.round(box.x + box.width)) - left
  const down = Math.min(height, Math.round(box.y + box.height)) - top
  return { left, top, across, down }
}

/** The first and the last of the rows around the fullest one that hold much of its ink. */
function bodyOf(rows: Uint32Array): readonly [number, number] {
  const fullest = rows.indexOf(Math.max(...rows))
  const least = BODY_SHARE * (rows[fullest] ?? 0)
  let [first, last] = [fullest, fullest]
  while (first > 0 && (rows[first - 1] ?? 0) >= least) first -= 1
  while (last < rows.length - 1 && (rows[last + 1] ?? 0) >= least) last += 1
  return [first, last]
}
