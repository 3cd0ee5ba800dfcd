import type { GrayImage, PixelBox } from './gray-image.ts'

export interface OutlinePoint {
  readonly x: number
  readonly y: number
}

/** Corners of a page on the image: upper left, upper right, lower right, lower left. */
export type Outline = readonly [OutlinePoint, OutlinePoint, OutlinePoint, OutlinePoint]

/** How far a side may lie from that of the frame, in shares of the frame across it: out of the frame, and into it. */
const OUT = 0.18
const IN = 0.27
/** A side may lean by 8 degrees. */
const MOST_LEAN = 0.14
/** Corners are often round, covered by fingers, or beyond the picture. */
const ENDS = 0.12
const SAMPLES = 40
/** Grey levels across a side, averaged along it; below, sensor noise makes sides of its own (as in measures.ts). */
const LEAST_CONTRAST = 5
/** A side against the middle one of all lines that were looked at. */
const STANDS_OUT = 3
/** Frames printed on a page are lines as well: of those nearly as strong as the strongest the outermost is the page's. */
const NEARLY = 0.55
const STEP = 2

/** A line across the frame: how far it lies from the frame's side at either end, outwards, and how strong it is. */
interface Line {
  readonly first: number
  readonly last: number
  readonly contrast: number
}

/** One side of the frame, walked along: where it is, and which way is outwards. */
interface Side {
  readonly lying: boolean
  readonly at: number
  readonly outwards: 1 | -1
  readonly from: number
  readonly to: number
  /** Length of the frame across the side. */
  readonly across: number
}

/**
 * The outline of the page that lies about where the frame is: on each side the straight line across which brightness
 * changes most. Undefined unless all four sides stand out. For guidance on screen; the service looks for itself.
 */
export function findOutline(image: GrayImage, frame: PixelBox): Outline | undefined {
  const [top, right, bottom, left] = sidesOf(frame).map((side) => strongest(image, side))
  if (top === undefined || right === undefined || bottom === undefined || left === undefined) return undefined
  return [crossing(top, left), crossing(top, right), crossing(bottom, right), crossing(bottom, left)]
}

function sidesOf({ x, y, width, height }: PixelBox): readonly Side[] {
  const lying = { lying: true, from: x, to: x + width, across: height }
  const standing = { lying: false, from: y, to: y + height, across: width }
  return [
    { ...lying, at: y, outwards: -1 },
    { ...standing, at: x + width, outwards: 1 },
    { ...lying, at: y + height, outwards: 1 },
    { ...standing, at: x, outwards: -1 },
  ]
}

/** A found line as `across = at + lean * along`. */
interface FoundLine {
  readonly lying: boolean
  readonly at: number
  readonly lean: number
}

function strongest(image: GrayImage, side: Side): FoundLine | undefined {
  const lines = linesNear(image, side)
  const contrasts = lines.map(({ contrast }) => contrast).sort((a, b) => a - b)
  const best = contrasts.at(-1) ?? 0
  const middle = contrasts[contrasts.length >> 1] ?? 0
  if (best < LEAST_CONTRAST || best < STANDS_OUT * middle) return undefined
  const outermost = lines.filter(({ contrast }) => contrast >= NEARLY * best).reduce(outer)
  const near = lines.filter((line) => Math.abs(place(line) - place(outermost)) <= 2 * STEP)
  const { first, last } = refined(image, side, near.reduce(stronger))
  const length = side.to - side.from
  const [start, end] = [side.at + side.outwards * first, side.at + side.outwards * last]
  const lean = (end - start) / length
  return { lying: side.lying, at: start - lean * side.from, lean }
}

function linesNear(image: GrayImage, side: Side): readonly Line[] {
  const lines: Line[] = []
  const mostLean = MOST_LEAN * (side.to - side.from)
  for (let first = -IN * side.across; first <= OUT * side.across; first += STEP) {
    for (let last = -IN * side.across; last <= OUT * side.across; last += STEP) {
      if (Math.abs(first - last) <= mostLean) lines.push(lineAt(image, side, first, last))
    }
  }
  return lines
}

/** The best line within a step of one. */
function refined(image: GrayImage, side: Side, line: Line): Line {
  let best = line
  for (const first of [line.first - 1, line.first, line.first + 1]) {
    for (const last of [line.last - 1, line.last, line.last + 1]) {
      best = stronger(best, lineAt(image, side, first, last))
    }
  }
  return best
}

function lineAt(image: GrayImage, { lying, at, outwards, from, to }: Side, first: number, last: number): Line {
  let sum = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const share = ENDS + ((1 - 2 * ENDS) * (sample + 0.5)) / SAMPLES
    const along = Math.round(from + share * (to - from))
    const across = Math.round(at + outwards * (first + share * (last - first)))
    sum += lying ? change(image, along, across, 0, 1) : change(image, across, along, 1, 0)
  }
  return { first, last, contrast: Math.abs(sum) / SAMPLES }
}

/** How brightness changes over a point; nothing where the picture ends. */
function change({ data, width, height }: GrayImage, x: number, y: number, dx: number, dy: number): number {
  if (x < dx || y < dy || x >= width - dx || y >= height - dy || x < 0 || y < 0 || x >= width || y >= height) return 0
  const at = y * width + x
  const step = dy * width + dx
  return (data[at + step] ?? 0) - (data[at - step] ?? 0)
}

function crossing(lying: FoundLine, standing: FoundLine): OutlinePoint {
  // y = p + q x and x = r + s y.
  const y = (lying.at + lying.lean * standing.at) / (1 - lying.lean * standing.lean)
  return { x: standing.at + standing.lean * y, y }
}

function stronger(a: Line, b: Line): Line {
  return b.contrast > a.contrast ? b : a
}

function outer(a: Line, b: Line): Line {
  return place(b) > place(a) ? b : a
}

function place({ first, last }: Line): number {
  return (first + last) / 2
}
