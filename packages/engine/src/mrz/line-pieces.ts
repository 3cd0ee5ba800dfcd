import type { GreyImage } from '../image/grey.ts'
import type { TextLine } from './text-line.ts'

/** Smaller blobs are specks; a third of a line of type is longer. */
const MIN_LENGTH_PX = 24
const MIN_HEIGHT_PX = 3
const MAX_HEIGHT_PX = 70
const MIN_RATIO = 1.5

/** Connected areas of energy above `cut` as straight pieces of lines. */
export function piecesOf(energy: GreyImage, cut: number): readonly TextLine[] {
  const seen = new Uint8Array(energy.data.length)
  const pieces: TextLine[] = []
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || (energy.data[start] ?? 0) < cut) continue
    const piece = pieceOf(fill(energy, cut, start, seen), energy.width)
    if (piece !== undefined) pieces.push(piece)
  }
  return pieces
}

/** Pixels connected with `start`, marked as seen. */
function fill(energy: GreyImage, cut: number, start: number, seen: Uint8Array): readonly number[] {
  const { width, data } = energy
  const pixels = [start]
  seen[start] = 1
  const visit = (next: number) => {
    if (next < 0 || next >= data.length || seen[next] === 1 || (data[next] ?? 0) < cut) return
    seen[next] = 1
    pixels.push(next)
  }
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index] ?? 0
    const x = at % width
    visit(x > 0 ? at - 1 : -1)
    visit(x < width - 1 ? at + 1 : -1)
    visit(at - width)
    visit(at + width)
  }
  return pixels
}

interface Columns {
  readonly xs: readonly number[]
  readonly centres: readonly number[]
  readonly heights: readonly number[]
}

function pieceOf(pixels: readonly number[], width: number): TextLine | undefined {
  if (pixels.length < MIN_LENGTH_PX * MIN_HEIGHT_PX) return undefined
  const columns = columnsOf(pixels, width)
  const height = median(columns.heights)
  const length = columns.xs.length
  if (length < MIN_LENGTH_PX || height < MIN_HEIGHT_PX || height > MAX_HEIGHT_PX || length < MIN_RATIO * height)
    return undefined
  return lineThrough(columns, height)
}

function columnsOf(pixels: readonly number[], width: number): Columns {
  const tops = new Int32Array(width).fill(-1)
  const bottoms = new Int32Array(width)
  for (const at of pixels) {
    const x = at % width
    const y = (at - x) / width
    const top = tops[x] ?? -1
    if (top < 0 || y < top) tops[x] = y
    if (top < 0 || y > (bottoms[x] ?? 0)) bottoms[x] = y
  }
  const xs: number[] = []
  const centres: number[] = []
  const heights: number[] = []
  for (let x = 0; x < width; x += 1) {
    const top = tops[x] ?? -1
    if (top < 0) continue
    const bottom = bottoms[x] ?? top
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
