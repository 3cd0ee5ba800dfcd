import type { Picture } from '@bonafide/engine'
import { smoothStep } from '../curves.ts'
import { createCanvas } from '../drawing/canvas.ts'
import { rectangle } from '../drawing/stroke.ts'
import type { Seeded } from '../random.ts'

/** Room for the unrest of the hand that holds the phone. */
const MARGIN = 12

/** What stands behind a sheet: an even wall with a lamp's fall of light, and a few plain things on it. */
export type Wall = (shift: { readonly x: number; readonly y: number }) => Picture

export function drawWall(width: number, height: number, random: Seeded): Wall {
  const tone = random.between(70, 190)
  const ground = [tone * random.between(0.92, 1.06), tone, tone * random.between(0.85, 1.02)] as const
  const [fullWidth, fullHeight] = [width + 2 * MARGIN, height + 2 * MARGIN]
  const canvas = createCanvas(fullWidth, fullHeight, ground)
  for (let thing = 0; thing < 4; thing += 1) {
    const [x, y] = [random.between(-0.2, 0.9) * fullWidth, random.between(-0.2, 0.9) * fullHeight]
    const shade = random.between(0.5, 1.4)
    canvas.fill(
      [rectangle(x, y, random.between(0.1, 0.4) * fullWidth, random.between(0.1, 0.6) * fullHeight)],
      [ground[0] * shade, ground[1] * shade, ground[2] * shade].map((part) => Math.min(235, part)) as [
        number,
        number,
        number,
      ],
      0.8,
    )
  }
  fallOff(canvas.picture, random.between(-0.35, 0.35))
  return ({ x, y }) => cutOut(canvas.picture, MARGIN + x, MARGIN + y, width, height)
}

function fallOff({ width, height, data }: Picture, slope: number): void {
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const factor = 1 + slope * (smoothStep(column / width) - 0.5)
      for (let channel = 0; channel < 3; channel += 1) {
        const index = (row * width + column) * 3 + channel
        data[index] = Math.min(255, (data[index] ?? 0) * factor)
      }
    }
  }
}

/** A part of the picture from a place between its pixels. */
function cutOut(from: Picture, left: number, top: number, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3)
  const [x, y] = [Math.floor(left), Math.floor(top)]
  const [ax, ay] = [left - x, top - y]
  const stride = from.width * 3
  for (let row = 0; row < height; row += 1) {
    for (let index = 0; index < width * 3; index += 1) {
      const at = (y + row) * stride + x * 3 + index
      const upper = (from.data[at] ?? 0) * (1 - ax) + (from.data[at + 3] ?? 0) * ax
      const lower = (from.data[at + stride] ?? 0) * (1 - ax) + (from.data[at + stride + 3] ?? 0) * ax
      data[row * width * 3 + index] = upper * (1 - ay) + lower * ay + 0.5
    }
  }
  return { width, height, data }
}
