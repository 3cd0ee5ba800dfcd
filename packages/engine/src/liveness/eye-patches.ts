import type { ObservedFace } from '../face/face-description.ts'
import { MESH, meshPoint } from '../face/mesh-points.ts'
import type { Picture, Point } from '../image/picture.ts'

/** Both eyes as small grey pictures of equal mean and contrast, laid between the corners of each eye. */
export type EyePatches = readonly [Float32Array, Float32Array]

const WIDTH = 24
const HEIGHT = 14
/** A patch spans this many times the distance of the corners: lids and lashes, not brows. */
const SPAN = 1.3

export function eyePatches(picture: Picture, { mesh }: ObservedFace): EyePatches {
  const at = (index: number) => meshPoint(mesh, index)
  return [
    patch(picture, at(MESH.rightEyeOuter), at(MESH.rightEyeInner)),
    patch(picture, at(MESH.leftEyeInner), at(MESH.leftEyeOuter)),
  ]
}

/** How alike two looks at the same eyes are, -1 to 1, whatever the light. */
export function eyeLikeness(a: EyePatches, b: EyePatches): number {
  return (dot(a[0], b[0]) + dot(a[1], b[1])) / 2
}

/** The mean look of several, as one. */
export function meanEyes(looks: readonly EyePatches[]): EyePatches {
  const meanOf = (side: 0 | 1) => {
    const sum = new Float32Array(WIDTH * HEIGHT)
    for (const look of looks) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (look[side][i] ?? 0)
    return normalise(sum)
  }
  return [meanOf(0), meanOf(1)]
}

function patch(picture: Picture, left: Point, right: Point): Float32Array {
  const [ux, uy] = [((right.x - left.x) * SPAN) / WIDTH, ((right.y - left.y) * SPAN) / WIDTH]
  const middle = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 }
  const values = new Float32Array(WIDTH * HEIGHT)
  for (let row = 0, i = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++, i++) {
      const [across, down] = [column + 0.5 - WIDTH / 2, row + 0.5 - HEIGHT / 2]
      values[i] = brightness(picture, middle.x + across * ux - down * uy, middle.y + across * uy + down * ux)
    }
  }
  return normalise(values)
}

/** Between four pixels; the nearest ones where the place lies outside. */
function brightness({ width, height, data }: Picture, x: number, y: number): number {
  const x0 = Math.max(0, Math.min(width - 2, Math.floor(x)))
  const y0 = Math.max(0, Math.min(height - 2, Math.floor(y)))
  const [fx, fy] = [Math.max(0, Math.min(1, x - x0)), Math.max(0, Math.min(1, y - y0))]
  const grey = (i: number) => 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0)
  const i = 3 * (y0 * width + x0)
  const below = i + 3 * width
  return (1 - fy) * ((1 - fx) * grey(i) + fx * grey(i + 3)) + fy * ((1 - fx) * grey(below) + fx * grey(below + 3))
}

function normalise(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1
  return values.map((value) => (value - mean) / length)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
