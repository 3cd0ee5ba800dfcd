import type { Picture } from '@bonafide/engine'
import { clamp } from '../curves.ts'
import type { PosedPoints } from './pose-model.ts'
import type { PuppetModel } from './puppet-model.ts'
import type { Triangle } from './triangulate.ts'

/** Brightness of each point, red green blue after each other; 1 leaves the still's colour. */
export type PointLight = Float32Array

/** Draws the textured triangles over each other by depth. */
export function rasterise(model: PuppetModel, posed: PosedPoints, light: PointLight | undefined): Picture {
  const { width, height } = model
  const canvas: Canvas = {
    width,
    height,
    data: new Uint8Array(width * height * 3),
    depth: new Float32Array(width * height).fill(Number.POSITIVE_INFINITY),
  }
  for (const triangle of model.triangles) drawTriangle(canvas, model, posed, light, triangle)
  return { width, height, data: canvas.data }
}

interface Canvas {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  readonly depth: Float32Array
}

/** A quantity that changes evenly over a triangle: its value at the frame's origin and its two slopes. */
interface Slope {
  readonly base: number
  readonly perX: number
  readonly perY: number
}

/** A hair's breadth outside still counts as inside, so that no seam opens between neighbours. */
const SEAM = 1e-3

function drawTriangle(
  canvas: Canvas,
  model: PuppetModel,
  posed: PosedPoints,
  light: PointLight | undefined,
  [a, b, c]: Triangle,
): void {
  const [ax, ay, bx, by, cx, cy] = [
    at(posed.x, a),
    at(posed.y, a),
    at(posed.x, b),
    at(posed.y, b),
    at(posed.x, c),
    at(posed.y, c),
  ]
  const area = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
  if (Math.abs(area) < 1e-6) return
  const weightA: Slope = slopeOf((by - cy) / area, (cx - bx) / area, cx, cy)
  const weightB: Slope = slopeOf((cy - ay) / area, (ax - cx) / area, cx, cy)
  const blend = (va: number, vb: number, vc: number): Slope => ({
    base: vc + weightA.base * (va - vc) + weightB.base * (vb - vc),
    perX: weightA.perX * (va - vc) + weightB.perX * (vb - vc),
    perY: weightA.perY * (va - vc) + weightB.perY * (vb - vc),
  })
  const blendOf = (values: Float32Array) => blend(at(values, a), at(values, b), at(values, c))
  const fill: Fill = { depth: blendOf(posed.z), u: blendOf(model.u), v: blendOf(model.v) }
  const lit =
    light === undefined
      ? undefined
      : [0, 1, 2].map((channel) =>
          blend(at(light, a * 3 + channel), at(light, b * 3 + channel), at(light, c * 3 + channel)),
        )
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - SEAM))
  const bottom = Math.min(canvas.height - 1, Math.floor(Math.max(ay, by, cy) + SEAM))
  const weightC: Slope = {
    base: 1 - weightA.base - weightB.base,
    perX: -weightA.perX - weightB.perX,
    perY: -weightA.perY - weightB.perY,
  }
  for (let row = top; row <= bottom; row += 1) {
    const span = spanOf([weightA, weightB, weightC], row, canvas.width)
    if (span !== undefined) drawSpan(canvas, model.texture, fill, lit, row, span)
  }
}

interface Fill {
  readonly depth: Slope
  readonly u: Slope
  readonly v: Slope
}

function slopeOf(perX: number, perY: number, zeroX: number, zeroY: number): Slope {
  return { base: -perX * zeroX - perY * zeroY, perX, perY }
}

/** The columns of a row on which all three weights are positive. */
function spanOf(weights: readonly Slope[], row: number, width: number): readonly [number, number] | undefined {
  let from = 0
  let to = width - 1
  for (const { base, perX, perY } of weights) {
    const atZero = base + perY * row + SEAM
    if (Math.abs(perX) < 1e-12) {
      if (atZero < 0) return undefined
      continue
    }
    const crossing = -atZero / perX
    if (perX > 0) from = Math.max(from, Math.ceil(crossing))
    else to = Math.min(to, Math.floor(crossing))
  }
  return from > to ? undefined : [from, to]
}

function drawSpan(
  canvas: Canvas,
  texture: Picture,
  { depth, u, v }: Fill,
  lit: readonly Slope[] | undefined,
  row: number,
  [from, to]: readonly [number, number],
): void {
  const source = texture.data
  const stride = texture.width * 3
  const [maxU, maxV] = [texture.width - 1.001, texture.height - 1.001]
  for (let column = from; column <= to; column += 1) {
    const pixel = row * canvas.width + column
    const far = depth.base + depth.perX * column + depth.perY * row
    if (far >= at(canvas.depth, pixel)) continue
    canvas.depth[pixel] = far
    const fu = clamp(u.base + u.perX * column + u.perY * row, 0, maxU)
    const fv = clamp(v.base + v.perX * column + v.perY * row, 0, maxV)
    const [iu, iv] = [fu | 0, fv | 0]
    const [au, av] = [fu - iu, fv - iv]
    const texel = iv * stride + iu * 3
    for (let channel = 0; channel < 3; channel += 1) {
      const here = texel + channel
      const upper = (source[here] as number) * (1 - au) + (source[here + 3] as number) * au
      const lower = (source[here + stride] as number) * (1 - au) + (source[here + stride + 3] as number) * au
      const colour = upper * (1 - av) + lower * av
      const gain = lit?.[channel]
      const shown = gain === undefined ? colour : colour * (gain.base + gain.perX * column + gain.perY * row)
      canvas.data[pixel * 3 + channel] = Math.min(shown, 255)
    }
  }
}

function at(values: Float32Array, index: number): number {
  return values[index] ?? 0
}
