import type { Point } from '../../image/picture.ts'

/** Where a point of the picture lies on the page, in millimetres from its upper left corner: an affine map. */
export interface PageFrame {
  readonly a: number
  readonly b: number
  readonly tx: number
  readonly c: number
  readonly d: number
  readonly ty: number
}

export interface Pair {
  readonly on: Point
  readonly mm: Point
}

export function toMm(frame: PageFrame, { x, y }: Point): Point {
  return { x: frame.a * x + frame.b * y + frame.tx, y: frame.c * x + frame.d * y + frame.ty }
}

/** The way back: where a point of the page lies on the picture. */
export function fromMm({ a, b, tx, c, d, ty }: PageFrame, { x, y }: Point): Point {
  const determinant = a * d - b * c
  const [u, v] = [x - tx, y - ty]
  return { x: (d * u - b * v) / determinant, y: (a * v - c * u) / determinant }
}

/** One map after the other. */
export function following(first: PageFrame, then: PageFrame): PageFrame {
  const origin = toMm(then, { x: first.tx, y: first.ty })
  return {
    a: then.a * first.a + then.b * first.c,
    b: then.a * first.b + then.b * first.d,
    tx: origin.x,
    c: then.c * first.a + then.d * first.c,
    d: then.c * first.b + then.d * first.d,
    ty: origin.y,
  }
}

/** Further from its place than this, a label is another one of the same wording, or not a label. */
const OUTLIER_MM = 5

/**
 * The map that brings labels nearest to their places on the page by least squares; with two labels a similarity. The one
 * that fits worst is dropped as long as it is far off. Undefined with fewer than two labels.
 */
export function fitPageFrame(pairs: readonly Pair[]): PageFrame | undefined {
  let kept = [...pairs]
  for (;;) {
    const frame = fitOnce(kept)
    if (frame === undefined) return undefined
    const errors = kept.map(({ on, mm }) => distance(toMm(frame, on), mm))
    const worst = Math.max(...errors)
    if (worst <= OUTLIER_MM || kept.length < 4) return worst <= OUTLIER_MM ? frame : undefined
    kept = kept.filter((_, index) => index !== errors.indexOf(worst))
  }
}

/** Labels in one column say little about directions: an affine map would turn their noise into slant. */
const AFFINE_FROM = 5
/** Labels spread a tenth as far across as along have a roundness of 0.01; half as far, 0.16. */
const LEAST_ROUNDNESS = 0.01

/**
 * Square millimetres that a pixel shows at least: a card would be 85,000 pixels wide. A map below that has fallen together,
 * as where one label was seen twice and nothing else, and has no way back.
 */
const LEAST_AREA = 1e-6

function fitOnce(pairs: readonly Pair[]): PageFrame | undefined {
  if (pairs.length < 2) return undefined
  const frame = (pairs.length >= AFFINE_FROM ? affine(pairs) : undefined) ?? similarity(pairs)
  if (frame === undefined) return undefined
  return Math.abs(frame.a * frame.d - frame.b * frame.c) < LEAST_AREA ? undefined : frame
}

function mean(pairs: readonly Pair[], of: (pair: Pair) => number): number {
  return pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length
}

function similarity(pairs: readonly Pair[]): PageFrame | undefined {
  const on = { x: mean(pairs, (p) => p.on.x), y: mean(pairs, (p) => p.on.y) }
  const mm = { x: mean(pairs, (p) => p.mm.x), y: mean(pairs, (p) => p.mm.y) }
  let [along, across, spread] = [0, 0, 0]
  for (const pair of pairs) {
    const [x, y] = [pair.on.x - on.x, pair.on.y - on.y]
    const [u, v] = [pair.mm.x - mm.x, pair.mm.y - mm.y]
    along += x * u + y * v
    across += x * v - y * u
    spread += x * x + y * y
  }
  if (spread === 0) return undefined
  const [a, c] = [along / spread, across / spread]
  return { a, b: -c, tx: mm.x - a * on.x + c * on.y, c, d: a, ty: mm.y - c * on.x - a * on.y }
}

function affine(pairs: readonly Pair[]): PageFrame | undefined {
  const on = { x: mean(pairs, (p) => p.on.x), y: mean(pairs, (p) => p.on.y) }
  const mm = { x: mean(pairs, (p) => p.mm.x), y: mean(pairs, (p) => p.mm.y) }
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0]
  for (const pair of pairs) {
    const [x, y] = [pair.on.x - on.x, pair.on.y - on.y]
    const [u, v] = [pair.mm.x - mm.x, pair.mm.y - mm.y]
    xx += x * x
    xy += x * y
    yy += y * y
    xu += x * u
    yu += y * u
    xv += x * v
    yv += y * v
  }
  const determinant = xx * yy - xy * xy
  // The product of the spreads along and across the main direction: where all labels stand in a column, the slant is noise.
  if (determinant < LEAST_ROUNDNESS * (xx + yy) ** 2) return undefined
  const [a, b] = [(xu * yy - yu * xy) / determinant, (yu * xx - xu * xy) / determinant]
  const [c, d] = [(xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant]
  return { a, b, tx: mm.x - a * on.x - b * on.y, c, d, ty: mm.y - c * on.x - d * on.y }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
