import type { Picture } from '@bonafide/engine'
import { addSample } from '../../drawing/sample.ts'
import { CAMERA_DISTANCE } from '../../puppet/pose-model.ts'
import type { ScreenLight } from '../../puppet/screen-light.ts'
import type { Cut } from './cut.ts'
import type { Meeting, SheetShape, Sight } from './sheet-shape.ts'
import type { PlaceLight, Surface } from './surface.ts'

/** Something flat or bent with a picture on it. Lengths are pixels of the frame when the sheet is held at rest. */
export interface Sheet {
  readonly picture: Picture
  /** Frame pixels for a pixel of the picture. */
  readonly scale: number
  /** Width of the face on the sheet. */
  readonly faceWidth: number
  readonly shape: SheetShape
  /** How the axis of the bend leans, and how far it lies beside the middle. */
  readonly leanRad: number
  readonly besidePx: number
  readonly surface: Surface
  /** Around the picture: its width and colour. */
  readonly border: number
  readonly borderColour: readonly [number, number, number]
  readonly cut?: Cut
}

/** How the sheet is held. Angles as of heads (`HeadState`). */
export interface SheetPose {
  readonly yawRad: number
  readonly pitchRad: number
  readonly rollRad: number
  readonly shiftXPx: number
  readonly shiftYPx: number
  readonly zoom: number
  /** The sheet turns about a place this far behind it, in face widths: 0 in the hands, more on a head. */
  readonly pivot: number
}

/** What lights the sheet and what stands behind it. */
export interface SheetScene {
  readonly screen: ScreenLight
  /** Direction towards the lamp, of length 1, and the share of the room's light that comes from it. */
  readonly lamp: readonly [number, number, number]
  readonly lampShare: number
  readonly background: Picture
}

type Axes = readonly [readonly number[], readonly number[], readonly number[]]

/** The frame that a camera sees, by tracing each of its pixels to the sheet. */
export function showSheet(sheet: Sheet, pose: SheetPose, scene: SheetScene): Picture {
  const { width, height } = scene.background
  const data = Uint8Array.from(scene.background.data)
  const { axes, camera, sight, at, meets } = tracer(sheet, pose, scene.background)
  const paint = painter(sheet, scene, axes, camera)
  const colour = new Float64Array(3)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!meets(column, row) || !paint(sight, at, colour)) continue
      const pixel = (row * width + column) * 3
      data[pixel] = colour[0] as number
      data[pixel + 1] = colour[1] as number
      data[pixel + 2] = colour[2] as number
    }
  }
  return { width, height, data }
}

/** Follows the line of sight of a pixel to the sheet; what it finds lies in `at` until the next pixel is asked for. */
export function tracer(sheet: Sheet, pose: SheetPose, { width, height }: Pick<Picture, 'width' | 'height'>) {
  const camera = CAMERA_DISTANCE * sheet.faceWidth
  const axes = axesOf(pose, sheet.leanRad)
  const from = inSheet(axes, cameraFrom(pose, sheet, camera, axes))
  const sight: Sight = { x: (from[0] ?? 0) - sheet.besidePx, y: from[1] ?? 0, z: from[2] ?? 0, dx: 0, dy: 0, dz: 0 }
  const at: Meeting = { along: 0, down: 0, normalX: 0, normalZ: 0, distance: 0 }
  const meets = (column: number, row: number): boolean => {
    aim(sight, axes, (column + 0.5 - width / 2) / camera, (row + 0.5 - height / 2) / camera)
    return sheet.shape(sight, at)
  }
  return { camera, axes, sight, at, meets }
}

/** Puts the direction of one pixel into the sheet's space. */
function aim(sight: Sight, [x, y, z]: Axes, across: number, down: number): void {
  sight.dx = across * (x[0] as number) + down * (x[1] as number) - (x[2] as number)
  sight.dy = across * (y[0] as number) + down * (y[1] as number) - (y[2] as number)
  sight.dz = across * (z[0] as number) + down * (z[1] as number) - (z[2] as number)
}

/** Paints one place where a line of sight met the sheet; answers false beyond the sheet's edge. */
function painter(sheet: Sheet, scene: SheetScene, axes: Axes, camera: number) {
  const { picture, scale, border, cut } = sheet
  const [halfWidth, halfHeight] = [(picture.width * scale) / 2, (picture.height * scale) / 2]
  const [cos, sin] = [Math.cos(sheet.leanRad), Math.sin(sheet.leanRad)]
  const lamp = inSheet(axes, scene.lamp)
  const lampAtRest = Math.max(0.2, scene.lamp[2])
  const light: PlaceLight = { room: 1, screen: 0 }
  const place = { along: 0, down: 0 }
  return (sight: Sight, at: Meeting, colour: Float64Array): boolean => {
    // Back from the axes of the bend to those of the picture.
    const bent = at.along + sheet.besidePx
    place.along = cos * bent - sin * at.down
    place.down = sin * bent + cos * at.down
    const beyond = Math.max(Math.abs(place.along) - halfWidth, Math.abs(place.down) - halfHeight)
    if (beyond > border) return false
    const towards = -(at.normalX * sight.dx + at.normalZ * sight.dz)
    const facing = Math.max(0, towards / Math.sqrt(sight.dx ** 2 + sight.dy ** 2 + sight.dz ** 2))
    const lit = Math.max(0, at.normalX * (lamp[0] ?? 0) + at.normalZ * (lamp[2] ?? 0)) / lampAtRest
    light.room = 1 - scene.lampShare + scene.lampShare * lit
    light.screen = facing * (camera / at.distance) ** 2
    colour[0] = 0
    colour[1] = 0
    colour[2] = 0
    if (beyond > 0) colour.set(sheet.borderColour)
    else {
      const [u, v] = [picture.width / 2 + place.along / scale, picture.height / 2 + place.down / scale]
      addSample(picture, u, v, 1, colour)
      cut?.look(u, v, sight, colour)
    }
    sheet.surface(colour, light, scene.screen, place)
    return true
  }
}

/** Where the sheet's axes point in the space of the camera, the lean of its bend included. */
function axesOf({ yawRad, pitchRad, rollRad }: SheetPose, leanRad: number): Axes {
  const turned = ([x, y, z]: readonly [number, number, number]): readonly number[] => {
    const [x1, z1] = [x * Math.cos(yawRad) + z * Math.sin(yawRad), -x * Math.sin(yawRad) + z * Math.cos(yawRad)]
    const [y1, z2] = [
      y * Math.cos(pitchRad) + z1 * Math.sin(pitchRad),
      -y * Math.sin(pitchRad) + z1 * Math.cos(pitchRad),
    ]
    return [x1 * Math.cos(rollRad) - y1 * Math.sin(rollRad), x1 * Math.sin(rollRad) + y1 * Math.cos(rollRad), z2]
  }
  const [cos, sin] = [Math.cos(leanRad), Math.sin(leanRad)]
  return [turned([cos, sin, 0]), turned([-sin, cos, 0]), turned([0, 0, 1])]
}

/** From the middle of the sheet to the camera. */
function cameraFrom(pose: SheetPose, sheet: Sheet, camera: number, [, , normal]: Axes): readonly number[] {
  const behind = pose.pivot * sheet.faceWidth
  const distance = camera / pose.zoom
  return [
    -pose.shiftXPx / pose.zoom - behind * (normal[0] ?? 0),
    -pose.shiftYPx / pose.zoom - behind * (normal[1] ?? 0),
    distance + behind - behind * (normal[2] ?? 0),
  ]
}

function inSheet(axes: Axes, vector: readonly number[]): readonly number[] {
  return axes.map((axis) => axis.reduce((sum, part, index) => sum + part * (vector[index] ?? 0), 0))
}
