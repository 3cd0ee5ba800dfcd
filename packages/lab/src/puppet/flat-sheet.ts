import type { Picture, Point } from '@bonafide/engine'
import { addSample } from '../drawing/sample.ts'
import { sensorNoise } from '../drawing/sensor-noise.ts'
import type { Seeded } from '../random.ts'
import { type Movement, movedBy } from './movement.ts'
import type { Puppet } from './puppet.ts'
import { sway } from './sway.ts'

/** Distance of the camera from the sheet, in frame widths. */
const CAMERA_WIDTHS = 1.6

/** Width of the sheet in frame widths: it reaches over the border, so that no edge gives it away. */
const SHEET_SIZE = 1.3

/**
 * The attack with a sheet of paper: the puppet's rest picture on a plane (`bend` 0) or on paper curled about its
 * upright axis, held in the hand, and turned where a turn is asked.
 */
export function flatSheet(puppet: Puppet, movements: readonly Movement[], random: Seeded, bend: number) {
  const print = puppet.render()
  const drift = sway(random, 2.5)
  const noise = sensorNoise(random.next() * 1e9, 1.5)
  return (atMs: number, seedNoise: number): Picture => {
    const drifted = drift(atMs)
    const moved = movedBy(movements, atMs)
    const picture = holdSheet(print, {
      yaw: drifted.yawRad + moved.yawRad,
      pitch: drifted.pitchRad + moved.pitchRad,
      shift: { x: drifted.shiftXPx * 2, y: drifted.shiftYPx * 2 },
      bend: bend * (0.6 + moved.yawRad),
    })
    noise.addTo(picture, seedNoise)
    return picture
  }
}

interface Hold {
  readonly yaw: number
  readonly pitch: number
  readonly shift: Point
  readonly bend: number
}

function holdSheet(print: Picture, hold: Hold): Picture {
  const { width, height } = print
  const picture: Picture = { width, height, data: new Uint8Array(width * height * 3) }
  const colour = new Float64Array(3)
  const place = sheetPlace(width, hold)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const on = place(column - width / 2 - hold.shift.x, row - height / 2 - hold.shift.y)
      colour.fill(0)
      addSample(print, width / 2 + on.x / SHEET_SIZE, height / 2 + on.y / SHEET_SIZE, 1, colour)
      picture.data.set(colour, (row * width + column) * 3)
    }
  }
  return picture
}

/** Where the ray through a frame pixel meets the sheet, in sheet pixels about its middle. */
function sheetPlace(width: number, { yaw, pitch, bend }: Hold) {
  const camera = width * CAMERA_WIDTHS
  const across = { x: Math.cos(yaw), y: Math.sin(yaw) * Math.sin(pitch), z: -Math.sin(yaw) * Math.cos(pitch) }
  const down = { x: 0, y: Math.cos(pitch), z: Math.sin(pitch) }
  return (x: number, y: number): Point => {
    const [kx, ky] = [x / camera, y / camera]
    const [a, b] = [across.x + kx * across.z, down.x + kx * down.z]
    const [c, d] = [across.y + ky * across.z, down.y + ky * down.z]
    const determinant = a * d - b * c
    const on = { x: (x * d - b * y) / determinant, y: (a * y - c * x) / determinant }
    const share = on.x / width
    // Curled paper is longer than its chord: towards the edges each pixel of the frame covers more of it.
    return { x: on.x * (1 + bend * 0.5 * share * share), y: on.y * (1 + bend * 0.15 * share * share) }
  }
}
