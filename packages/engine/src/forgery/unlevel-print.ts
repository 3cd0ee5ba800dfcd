import type { GreyImage } from '../image/grey.ts'
import type { Box, Point } from '../image/picture.ts'
import { type Letter, lettersOfPrint } from './letters-of-print.ts'

/** Letters of one line that do not stand on it as the others do. */
export interface UnlevelPrint {
  readonly box: Box
  /** How far they stand off, or jump where they begin, in heights of a letter; downwards is positive. */
  readonly off: number
  /** How much they lean against the others, in radians; downwards to the right is positive. */
  readonly lean: number
  /** How much of that cannot be the unevenness of the letters themselves: standard errors for one, the root of F for both. */
  readonly sureness: number
  /** Of the letters of the line, in pixels. */
  readonly heightPx: number
}

/** Above and below a value, in its heights, as its place is not sought by letters that stand off the line. */
const ROOM = 0.3
/** Letters that are as high as most of their line, to this share: capitals and digits, no marks and no small letters. */
const SAME_HEIGHT = 0.12
const LEAST_LETTERS = 6
const MOST_LETTERS = 60
/** Letters on either side of a step: one alone may be odd by its own shape. */
const LEAST_SEGMENT = 2
const LEAST_OTHERS = 3
/** In heights: below, pixels leave no more to be told. */
const LEAST_SQUARES = 1e-6
/** Of two letters of many half a square is their own, of the half of a line hardly any; less is rounding. */
const LEAST_OWN = 0.05
/** Letters lower than this many pixels say too little. */
const LEAST_HEIGHT_PX = 14

/**
 * Set between what was surely not changed and what was, on the tuning tool (docs/measurements/documents.md, Unlevel print): in 33
 * originals and the unchanged values of 19 other pages letters that stand off by more than 0.02 are 4.4 sure at most, ones that lean
 * by more than 0.02 5.0; letters that were set off their line stand off by 0.067 and more, those that were set leaning lean by
 * 0.029 and more, 7.7 sure at least. The surest of originals, 7.1, stand off by 0.008.
 */
const LEAST_OFF = 0.038
const LEAST_LEAN = 0.02
const LEAST_SURE = 6.2
/** Small letters with a descender reach 0.29 below the line. */
const MOST_OFF = 0.25

/** In pixels: a line that leans a little comes out of a scan without shades as steps of one. */
const LEAST_PX = 1.2

export function isUnlevel({ box, off, lean, sureness, heightPx }: UnlevelPrint): boolean {
  if (sureness < LEAST_SURE || Math.abs(off) > MOST_OFF) return false
  const standsOff = Math.abs(off) > LEAST_OFF && Math.abs(off) * heightPx > LEAST_PX
  return standsOff || (Math.abs(lean) > LEAST_LEAN && Math.abs(lean) * box.width > LEAST_PX)
}

/** The letters of a line that stand off it farthest for how straight the others stand; undefined where too few are alike. */
export function unlevelPrint(flat: GreyImage, value: Box): UnlevelPrint | undefined {
  const room = ROOM * value.height
  const around = { ...value, y: value.y - room, height: value.height + 2 * room }
  const all = lettersOfPrint(flat, around)
  const height = usualHeight(all, value.height)
  const letters = all.filter((letter) => Math.abs(heightOf(letter) - height) < SAME_HEIGHT * height)
  if (letters.length < LEAST_LETTERS || letters.length > MOST_LETTERS || height < LEAST_HEIGHT_PX) return undefined
  return likeliest(letters, height)
}

function heightOf({ top, foot }: Letter): number {
  return foot - top
}

/** The middle of those that are no marks. */
function usualHeight(letters: readonly Letter[], line: number): number {
  const heights = letters.map(heightOf).filter((height) => height > line / 2)
  return heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0
}

/**
 * A straight line is laid through the middles of all letters, together with what some that follow each other do otherwise:
 * stand above or below it, or, at one end of the line, go on along a line of their own. All by least squares; of all that may
 * be, the surest is taken.
 */
function likeliest(letters: readonly Letter[], heightPx: number): UnlevelPrint | undefined {
  const points = letters.map(({ left, right, top, foot }) => ({
    x: (left + right) / 2 / heightPx,
    y: (top + foot) / 2 / heightPx,
  }))
  const found = [surestStep(points), surestBend(points)]
    .flatMap((change) => change ?? [])
    .sort((one, other) => other.sureness - one.sureness)
    .map(({ first, last, ...rest }) => ({ ...rest, heightPx, box: boxOf(letters.slice(first, last + 1)) }))
  return found.find(isUnlevel) ?? found[0]
}

/** What the letters `first` to `last` do. */
interface Change extends Omit<UnlevelPrint, 'box' | 'heightPx'> {
  readonly first: number
  readonly last: number
}

function surestStep(points: readonly Point[]): Change | undefined {
  const count = points.length
  const { slope, middle, squares, spread } = lineThrough(points)
  let best: Change | undefined
  for (let first = 0; first < count; first += 1) {
    let [along, missed] = [0, 0]
    for (let last = first; last < count; last += 1) {
      const { x = 0, y = 0 } = points[last] ?? {}
      along += x - middle.x
      missed += y - middle.y - slope * (x - middle.x)
      const size = last - first + 1
      if (size < LEAST_SEGMENT || count - size < LEAST_OTHERS) continue
      // What the step says beyond a line: its own square less what a line through it takes of it.
      const own = size - size ** 2 / count - along ** 2 / spread
      if (own < LEAST_OWN) continue
      const off = missed / own
      const left = Math.max(LEAST_SQUARES, squares - off ** 2 * own) / (count - 3)
      const sureness = Math.abs(off) / Math.sqrt(left / own)
      if (best === undefined || sureness > best.sureness) best = { first, last, off, lean: 0, sureness }
    }
  }
  return best
}

/** The shorter of two parts of a line that run along lines of their own. */
function surestBend(points: readonly Point[]): Change | undefined {
  const count = points.length
  const whole = lineThrough(points)
  let best: Change | undefined
  for (let at = LEAST_OTHERS; at <= count - LEAST_OTHERS; at += 1) {
    const [one, other] = [lineThrough(points.slice(0, at)), lineThrough(points.slice(at))]
    const left = Math.max(LEAST_SQUARES, one.squares + other.squares) / (count - 4)
    const sureness = Math.sqrt(Math.max(0, whole.squares - one.squares - other.squares) / 2 / left)
    if (best !== undefined && sureness <= best.sureness) continue
    const x = ((points[at - 1]?.x ?? 0) + (points[at]?.x ?? 0)) / 2
    const part = at > count / 2 ? { first: at, last: count - 1 } : { first: 0, last: at - 1 }
    best = { ...part, off: heightAt(other, x) - heightAt(one, x), lean: other.slope - one.slope, sureness }
  }
  return best
}

function heightAt({ middle, slope }: Pick<ReturnType<typeof lineThrough>, 'middle' | 'slope'>, x: number): number {
  return middle.y + slope * (x - middle.x)
}

/** The line that misses the points least across, and by how many squares it does. */
function lineThrough(points: readonly Point[]) {
  const middle = { x: meanOf(points, ({ x }) => x), y: meanOf(points, ({ y }) => y) }
  // Pieces may stand one above the other.
  const spread = Math.max(LEAST_SQUARES, meanOf(points, ({ x }) => (x - middle.x) ** 2) * points.length)
  const slope = (meanOf(points, ({ x, y }) => (x - middle.x) * (y - middle.y)) * points.length) / spread
  const squares = meanOf(points, ({ x, y }) => (y - middle.y - slope * (x - middle.x)) ** 2) * points.length
  return { middle, slope, squares, spread }
}

function meanOf(points: readonly Point[], of: (point: Point) => number): number {
  return points.reduce((sum, point) => sum + of(point), 0) / points.length
}

function boxOf(letters: readonly Letter[]): Box {
  const [x, y] = [Math.min(...letters.map(({ left }) => left)), Math.min(...letters.map(({ top }) => top))]
  const [right, foot] = [
    Math.max(...letters.map((letter) => letter.right)),
    Math.max(...letters.map((letter) => letter.foot)),
  ]
  return { x, y, width: right - x, height: foot - y }
}
