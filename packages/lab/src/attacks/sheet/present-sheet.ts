import type { Frame, Picture } from '@bonafide/engine'
import { adaptedTo } from '../../camera/camera-look.ts'
import { GAMMA } from '../../curves.ts'
import { LEFT_CHEEK, RIGHT_CHEEK } from '../../puppet/landmarks.ts'
import type { ScreenLight } from '../../puppet/screen-light.ts'
import { wander } from '../../puppet/sway.ts'
import type { Seeded } from '../../random.ts'
import type { Presentation } from '../define-attack.ts'
import type { Target } from '../target.ts'
import { drawWall } from '../wall.ts'
import type { Cut } from './cut.ts'
import { type Hold, holdSheet } from './hold-sheet.ts'
import { flat, type SheetShape } from './sheet-shape.ts'
import { type Sheet, showSheet } from './show-sheet.ts'
import type { Surface } from './surface.ts'

export interface SheetMake {
  readonly surface: Surface
  /** Frame pixels for a pixel of the target's still. */
  readonly scale: number
  readonly border: number
  readonly borderColour: readonly [number, number, number]
  readonly hold: Hold
  /** Flat where nothing is said; lengths in widths of the face on the sheet. */
  readonly bend?: {
    readonly shape: (faceWidth: number) => SheetShape
    readonly leanRad: number
    readonly beside: number
  }
  /** What the sheet shows at a time; the target's still where nothing is said. */
  readonly shows?: (atMs: number) => Picture
  /** Holes in it at a time. */
  readonly cut?: (atMs: number) => Cut
  readonly drawn: Presentation['drawn']
}

/** Holds a sheet with the target's picture before the camera for the whole capture. */
export function presentSheet(target: Target, random: Seeded, make: SheetMake): Presentation {
  return { drawn: make.drawn, frames: framesOf(target, random, make) }
}

function* framesOf(target: Target, random: Seeded, make: SheetMake): Generator<Frame> {
  const { challenge, circumstances, still } = target
  const wall = drawWall(still.width, still.height, random)
  const shake = [wander(random, circumstances.shakePx), wander(random, circumstances.shakePx)] as const
  const held = holdSheet(challenge, make.hold, circumstances, random)
  const lamp = drawLamp(random)
  const seed = Math.floor(random.next() * 1e9)
  const sheet = sheetOf(target, make)
  for (const [index, atMs] of target.times.entries()) {
    const screen = target.screen(atMs)
    const background = wall({ x: shake[0](atMs), y: shake[1](atMs) })
    light(background, screen, circumstances.wallShare)
    const shown = {
      ...sheet,
      ...(make.shows === undefined ? {} : { picture: make.shows(atMs) }),
      ...(make.cut === undefined ? {} : { cut: make.cut(atMs) }),
    }
    const picture = showSheet(shown, held(atMs), { screen, background, ...lamp })
    yield { atMs, picture: target.develop(picture, adaptedTo(target.screen, atMs), seed + index) }
  }
}

function sheetOf(target: Target, { scale, bend, surface, border, borderColour }: SheetMake): Sheet {
  const faceWidth = faceWidthOn(target) * scale
  return {
    picture: target.still,
    scale,
    faceWidth,
    shape: bend?.shape(faceWidth) ?? flat,
    leanRad: bend?.leanRad ?? 0,
    besidePx: (bend?.beside ?? 0) * faceWidth,
    surface,
    border,
    borderColour,
  }
}

export function faceWidthOn({ face }: Pick<Target, 'face'>): number {
  const at = (index: number) => [face.mesh[index * 3] ?? 0, face.mesh[index * 3 + 1] ?? 0] as const
  const [right, left] = [at(RIGHT_CHEEK), at(LEFT_CHEEK)]
  return Math.hypot(left[0] - right[0], left[1] - right[1])
}

/** A lamp above and before the sheet, somewhat aside; from a window it is most of the light, in an office little of it. */
function drawLamp(random: Seeded) {
  const [x, y] = [random.between(-0.7, 0.7), random.between(-0.7, 0.1)]
  const length = Math.hypot(x, y, 1)
  return { lamp: [x / length, y / length, 1 / length] as const, lampShare: random.between(0.2, 0.6) }
}

/** The screen's light on what stands behind, in place. */
function light({ data }: Picture, screen: ScreenLight, share: number): void {
  if (screen.every((channel) => channel === 0)) return
  const factors = screen.map((channel) => (1 + channel * share) ** (1 / GAMMA))
  for (let index = 0; index < data.length; index += 1) {
    data[index] = Math.min(255, (data[index] ?? 0) * (factors[index % 3] ?? 1))
  }
}
