import type { ObservedFace, Picture, Point } from '@bonafide/engine'
import { clamp, GAMMA, smoothStep } from '../curves.ts'
import { type Seeded, seeded } from '../random.ts'

/** What glasses do to the light: lenses let a share of it pass, and throw a share of the surroundings back. */
interface Lenses {
  readonly passes: readonly [low: number, high: number]
  readonly reflects: readonly [low: number, high: number]
  /** Width of the rims over the distance of the eyes. */
  readonly rims: readonly [low: number, high: number]
}

/** Bare glass throws back four parts of a hundred at each of its two faces. */
const BARE: readonly [number, number] = [0.02, 0.08]

/**
 * Shares of light by the filter categories of ISO 12312-1: `dark` is category 3, the usual sunglasses, `medium` 2 and
 * `light` 1. The light comes through twice, in and out.
 */
const LENSES = {
  dark: { passes: [0.08, 0.18], reflects: BARE, rims: [0.02, 0.07] },
  mirrored: { passes: [0.08, 0.18], reflects: [0.3, 0.6], rims: [0, 0.05] },
  medium: { passes: [0.18, 0.43], reflects: BARE, rims: [0.02, 0.07] },
  light: { passes: [0.43, 0.8], reflects: BARE, rims: [0.02, 0.07] },
  'thick-frames': { passes: [0.9, 0.96], reflects: BARE, rims: [0.07, 0.12] },
} as const satisfies Readonly<Record<string, Lenses>>

export type Glasses = keyof typeof LENSES
export const GLASSES = Object.keys(LENSES) as readonly Glasses[]

/** One lens on the picture, and how its own directions lie there. */
interface Lens {
  readonly middle: Point
  readonly halfWidth: number
  readonly halfHeight: number
}

interface Design {
  readonly lenses: readonly [Lens, Lens]
  /** From the right eye to the left one, of length 1. */
  readonly along: Point
  /** 2 is an ellipse; larger is more of a rectangle. */
  readonly squareness: number
  readonly rim: number
  readonly rimLight: number
  readonly passes: readonly [number, number, number]
  readonly surroundings: (across: number, down: number) => number
}

/** The same still with glasses before its eyes; the seed draws their shape, their tint and what they reflect. */
export function wearGlasses(still: Picture, face: ObservedFace, kind: Glasses, seed: number): Picture {
  const design = drawDesign(face, LENSES[kind], seeded(seed))
  const data = still.data.slice()
  for (const lens of design.lenses) paintLens({ ...still, data }, lens, design)
  paintBridge({ ...still, data }, design)
  return { ...still, data }
}

function drawDesign({ leftEye, rightEye, eyeDistancePx, pose }: ObservedFace, kind: Lenses, random: Seeded): Design {
  const along = { x: (leftEye.x - rightEye.x) / eyeDistancePx, y: (leftEye.y - rightEye.y) / eyeDistancePx }
  // Sizes of glasses are sizes of the head: the eyes of a turned one lie nearer together on the picture.
  const apart = eyeDistancePx / Math.max(0.5, Math.cos(pose.yawRad))
  const halfWidth = random.between(0.34, 0.43) * eyeDistancePx
  const halfHeight = random.between(0.24, 0.36) * apart
  const drop = random.between(0.02, 0.1) * apart
  const lens = (eye: Point): Lens => ({
    middle: { x: eye.x - drop * along.y, y: eye.y + drop * along.x },
    halfWidth,
    halfHeight,
  })
  const passes = random.between(...kind.passes)
  const tint = () => clamp(passes * random.between(0.8, 1.2), 0, 1) ** 2
  return {
    lenses: [lens(rightEye), lens(leftEye)],
    along,
    squareness: random.between(2, 4),
    rim: random.between(...kind.rims) * apart,
    rimLight: random.between(0.005, 0.06),
    passes: [tint(), tint(), tint()],
    surroundings: drawSurroundings(random, random.between(...kind.reflects)),
  }
}

/** What a lens throws back: a bright upper half, a darker ground, and a lamp or window. */
function drawSurroundings(random: Seeded, reflects: number): Design['surroundings'] {
  const [sky, ground] = [random.between(0.3, 1), random.between(0.02, 0.2)]
  const [horizon, softness] = [random.between(-0.5, 0.6), random.between(0.1, 0.6)]
  const window = { across: random.between(-0.6, 0.6), down: random.between(-0.6, 0), size: random.between(0.05, 0.25) }
  return (across, down) => {
    const below = smoothStep((down - horizon) / softness + 0.5)
    const shines = Math.hypot(across - window.across, down - window.down) < window.size ? 1 : 0
    return reflects * (sky + (ground - sky) * below + shines)
  }
}

function paintLens(picture: Picture, lens: Lens, design: Design): void {
  const { middle, halfWidth, halfHeight } = lens
  const reach = Math.ceil(Math.hypot(halfWidth, halfHeight) + design.rim + 1)
  eachPixelAround(picture, middle, reach, (x, y, at) => {
    const { across, down } = turned(x - middle.x, y - middle.y, design.along)
    const [u, v] = [across / halfWidth, down / halfHeight]
    const size = (Math.abs(u) ** design.squareness + Math.abs(v) ** design.squareness) ** (1 / design.squareness)
    // How far outside of the lens, in pixels, along the way from its middle.
    const outside = size < 1e-6 ? -halfHeight : Math.hypot(across, down) * (1 - 1 / size)
    const glass = clamp(0.5 - outside, 0, 1)
    const rim = clamp(0.5 + outside, 0, 1) * clamp(0.5 + design.rim - outside, 0, 1)
    const reflected = design.surroundings(u, v)
    for (let c = 0; c < 3; c += 1) {
      const light = ((picture.data[at + c] ?? 0) / 255) ** GAMMA
      const through = light * (design.passes[c] ?? 0) + reflected
      blend(picture, at + c, through, glass)
      blend(picture, at + c, design.rimLight, design.rim > 0 ? rim : 0)
    }
  })
}

/** Between the lenses, as high as a third of them. */
function paintBridge(picture: Picture, { lenses: [right, left], along, rim, rimLight }: Design): void {
  if (rim === 0) return
  const middle = { x: (right.middle.x + left.middle.x) / 2, y: (right.middle.y + left.middle.y) / 2 }
  const gap = Math.hypot(left.middle.x - right.middle.x, left.middle.y - right.middle.y) / 2 - right.halfWidth
  eachPixelAround(picture, middle, Math.ceil(Math.abs(gap) + right.halfHeight), (x, y, at) => {
    const { across, down } = turned(x - middle.x, y - middle.y, along)
    if (Math.abs(across) > gap || Math.abs(down + right.halfHeight / 3) > rim / 2) return
    for (let c = 0; c < 3; c += 1) blend(picture, at + c, rimLight, 1)
  })
}

function eachPixelAround(
  { width, height }: Picture,
  middle: Point,
  reach: number,
  visit: (x: number, y: number, at: number) => void,
): void {
  for (let y = Math.max(0, Math.floor(middle.y - reach)); y <= Math.min(height - 1, middle.y + reach); y += 1) {
    for (let x = Math.max(0, Math.floor(middle.x - reach)); x <= Math.min(width - 1, middle.x + reach); x += 1) {
      visit(x, y, 3 * (y * width + x))
    }
  }
}

function turned(x: number, y: number, along: Point): { readonly across: number; readonly down: number } {
  return { across: x * along.x + y * along.y, down: y * along.x - x * along.y }
}

/** Lays linear light over a value of the picture. */
function blend({ data }: Picture, at: number, light: number, share: number): void {
  if (share === 0) return
  const before = data[at] ?? 0
  data[at] = Math.round(before + (255 * clamp(light, 0, 1) ** (1 / GAMMA) - before) * share)
}
