import type { ObservedFace } from '../../face/face-description.ts'
import { MESH, meshPoint } from '../../face/mesh-points.ts'
import type { Box, Picture, Point } from '../../image/picture.ts'
import { faceWidth } from '../depth/face-points.ts'
import type { Light } from './flash-colours.ts'

/** Light that came from parts of one picture, linear, 0-1 a channel; undefined where a part is not on the picture. */
export interface RegionLight {
  /** Forehead, cheeks and nose, which look at the screen. */
  readonly front?: Light
  /** The ridge of the nose, which looks at the screen, and its flanks, which look past it. */
  readonly ridge?: Light
  readonly flanks?: Light
  /** The picture's upper corners, where no head is. */
  readonly surround?: Light
}

/** Mesh points without hair, beard or lips. */
const FRONT = [151, 50, 280, 197, 4] as const
const RIDGE = [197, 4] as const
const FLANKS = [129, 358] as const
/** Share of the face width that a patch reaches from its point. */
const PATCH = 0.05
const NOSE_PATCH = 0.035
/** Hair and ears reach this much farther than the mesh, in face widths. */
const HEAD_MARGIN = 0.35
const CORNER_WIDTH = 0.16
const CORNER_HEIGHT = 0.4
/** A corner narrower than this is a mean of too few pixels. */
const LEAST_CORNER_PX = 10

export function regionLight(picture: Picture, { mesh }: ObservedFace): RegionLight {
  const width = faceWidth(mesh)
  const at = (points: readonly number[], reach: number) =>
    patches(
      picture,
      points.map((index) => meshPoint(mesh, index)),
      reach * width,
    )
  return {
    ...named('front', at(FRONT, PATCH)),
    ...named('ridge', at(RIDGE, NOSE_PATCH)),
    ...named('flanks', at(FLANKS, NOSE_PATCH)),
    ...named('surround', corners(picture, mesh, width)),
  }
}

function named(name: keyof RegionLight, light: Light | undefined): RegionLight {
  return light === undefined ? {} : { [name]: light }
}

function patches(picture: Picture, points: readonly Point[], reach: number): Light | undefined {
  return meanOf(
    picture,
    points.map(({ x, y }) => ({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })),
  )
}

/** The upper left and right of the picture, as far as the head leaves them free. */
function corners(picture: Picture, mesh: Float32Array, width: number): Light | undefined {
  const [right, left] = [meshPoint(mesh, MESH.rightCheek), meshPoint(mesh, MESH.leftCheek)]
  const free = Math.min(right.x, left.x) - HEAD_MARGIN * width
  const freeAfter = Math.max(right.x, left.x) + HEAD_MARGIN * width
  const widest = CORNER_WIDTH * picture.width
  const boxes = [
    { x: 0, width: Math.min(widest, free) },
    { x: Math.max(picture.width - widest, freeAfter), width: Math.min(widest, picture.width - freeAfter) },
  ].filter((box) => box.width >= LEAST_CORNER_PX)
  return meanOf(
    picture,
    boxes.map((box) => ({ ...box, y: 0, height: CORNER_HEIGHT * picture.height })),
  )
}

/** Every second pixel each way is read: means of hundreds of pixels do not change by it. */
const STRIDE = 2

function meanOf(picture: Picture, boxes: readonly Box[]): Light | undefined {
  let [red, green, blue, count] = [0, 0, 0, 0]
  for (const box of boxes) {
    const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))]
    const right = Math.min(picture.width, box.x + box.width)
    const bottom = Math.min(picture.height, box.y + box.height)
    for (let y = top; y < bottom; y += STRIDE) {
      for (let x = left; x < right; x += STRIDE) {
        const i = 3 * (y * picture.width + x)
        const [r, g, b] = [picture.data[i] ?? 0, picture.data[i + 1] ?? 0, picture.data[i + 2] ?? 0]
        red += LINEAR[r] ?? 0
        green += LINEAR[g] ?? 0
        blue += LINEAR[b] ?? 0
        count += 1
      }
    }
  }
  return count === 0 ? undefined : [red / count, green / count, blue / count]
}

/** sRGB code values as linear light (IEC 61966-2-1). */
const LINEAR = Float32Array.from({ length: 256 }, (_, code) => {
  const value = code / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})
