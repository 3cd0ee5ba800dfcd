import type { GreyImage } from '../image/grey.ts'
import type { TextLine } from './text-line.ts'

/** Smaller blobs are specks; a third of a line of type is longer. */
const MIN_LENGTH_PX = 24
const MIN_HEIGHT_PX = 3
const MAX_HEIGHT_PX = 70
const MIN_RATIO = 1.5

/** Connected areas of energy above `cut` as straight pieces of lines. */
export function piecesOf({ width, height, data }: GreyImage, cut: number): readonly TextLine[] {
  const open = new Uint8Array(data.length)
  for (let at = 0; at < open.length; at += 1) open[at] = (data[at] as number) < cut ? 0 : 1
  const queue = new Int32Array(data.length)
  const pieces: TextLine[] = []
  for (let start = open.indexOf(1); start >= 0; start = open.indexOf(1, start + 1)) {
    const piece = pieceOf(queue.subarray(0, fill(open, { width, height }, start, queue)), width)
    if (piece !== undefined) pieces.push(piece)
  }
  return pieces
}

/** Takes the pixels connected with `start` out of `open` and into the queue; says how many. Walks over all that is dark, hence the plain arithmetic. */
function fill(
  open: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  start: number,
  queue: Int32Array,
): number {
  const [lastColumn, lastRow] = [width - 1, (height - 1) * width]
  let count = 1
  queue[0] = start
  open[start] = 0
  for (let index = 0; index < count; index += 1) {
    const at = queue[index] as number
    const x = at % width
    if (x > 0 && open[at - 1] === 1) {
      open[at - 1] = 0
      queue[count++] = at - 1
    }
    if (x < lastColumn && open[at + 1] === 1) {
      open[at + 1] = 0
      queue[count++] = at + 1
    }
    if (at >= width && open[at - width] === 1) {
      open[at - width] = 0
      queue[count++] = at - width
    }
    if (at < lastRow && open[at + width] === 1) {
      open[at + width] = 0
      queue[count++] = at + width
    }
  }
  return count
}

interface Columns {
  readonly xs: readonly number[]
  readonly centres: readonly number[]
  readonly heights: readonly number[]
}

function pieceOf(pixels: Int32Array, width: number): TextLine | undefined {
  if (pixels.length < MIN_LENGTH_PX * MIN_HEIGHT_PX) return undefined
  const columns = columnsOf(pixels, width)
  const height = median(columns.heights)
  const length = columns.xs.length
  if (length < MIN_LENGTH_PX || height < MIN_HEIGHT_PX || height > MAX_HEIGHT_PX || length < MIN_RATIO * height)
    return undefined
  return lineThrough(columns, height)
}

function columnsOf(pixels: Int32Array, width: number): Columns {
  const tops = new Int32Array(width).fill(-1)
  const bottoms = new Int32Array(width)
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index] as number
    const x = at % width
    const y = (at - x) / width
    const top = tops[x] as number
    if (top < 0 || y < top) tops[x] = y
    if (top < 0 || y > (bottoms[x] as number)) bottoms[x] = y
  }
  const xs: number[] = []
  const centres: number[] = []
  const heights: number[] = []
  for (let x = 0; x < width; x += 1) {
    const top = tops[x] as number
    if (top < 0) continue
    const bottom = bottoms[x] as number
    xs.push(x)
    centres.push((top + bottom) / 2)
    heights.push(bottom - top + 1)
  }
  return { xs, centres, heights }
}

/** Least squares through the column centres, once more without the columns that lie far off. */
function lineThrough({ xs, centres }: Columns, height: number): TextLine {
  const first = regress(xs, centres)
  const near = xs.map((x, index) => Math.abs((centres[index] ?? 0) - (first.offset + first.slope * x)) < height / 2)
  const keep = (_: number, index: number) => near[index] === true
  const { offset, slope } =
    near.filter(Boolean).length > xs.length / 2 ? regress(xs.filter(keep), centres.filter(keep)) : first
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  const angleRad = Math.atan(slope)
  const middle = (left + right) / 2
  return {
    centre: { x: middle + 0.5, y: offset + slope * middle + 0.5 },
    angleRad,
    length: (right - left + 1) / Math.cos(angleRad),
    height: height * Math.cos(angleRad),
  }
}

function regress(xs: readonly number[], ys: readonly number[]): { readonly offset: number; readonly slope: number } {
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length
  let spread = 0
  let shared = 0
  for (const [index, x] of xs.entries()) {
    spread += (x - meanX) ** 2
    shared += (x - meanX) * ((ys[index] ?? 0) - meanY)
  }
  const slope = spread === 0 ? 0 : shared / spread
  return { offset: meanY - slope * meanX, slope }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
