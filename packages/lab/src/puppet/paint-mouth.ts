import type { Picture } from '@bonafide/engine'
import { clamp } from '../curves.ts'
import { LOWER_LIP, LOWER_LIP_INNER, UPPER_LIP, UPPER_LIP_INNER } from './landmarks.ts'
import { CAMERA_DISTANCE, JAW_DROP, type PosedPoints } from './pose-model.ts'
import type { PuppetModel } from './puppet-model.ts'
import type { PointLight } from './rasterise.ts'

/** Colours of the inside of a mouth in the light of the still, found from the skin around it. */
interface MouthColours {
  readonly teeth: readonly number[]
  readonly depth: readonly number[]
}

/** Lips less apart than this, in frame pixels, show no teeth on the still. */
const CLOSED_PX = 3

/** Fills the opening between the lips: first what the still showed there, hanging from the upper lip, below it the dark. */
export function paintMouth(
  model: PuppetModel,
  posed: PosedPoints,
  light: PointLight | undefined,
  picture: Picture,
  jaw01: number,
): void {
  const colours = coloursOf(model)
  const drop = jaw01 * model.faceHeight * JAW_DROP
  const wasClosed = at(model.y, LOWER_LIP_INNER) - at(model.y, UPPER_LIP_INNER) < CLOSED_PX
  for (let order = 0; order < UPPER_LIP.length - 1; order += 1) {
    const corners = [UPPER_LIP[order], UPPER_LIP[order + 1], LOWER_LIP[order], LOWER_LIP[order + 1]]
    const [a, b, c, d] = corners
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue
    const lit = light?.subarray(a * 3, a * 3 + 3)
    const strip = { upper: [a, b], lower: [c, d], drop, lit, teeth: wasClosed && order > 1 && order < 8 } as const
    paintStrip(model, posed, picture, strip, colours)
  }
}

interface Strip {
  readonly upper: readonly [number, number]
  readonly lower: readonly [number, number]
  /** How far the jaw has dropped, in pixels at rest. */
  readonly drop: number
  /** Factors of red, green and blue. */
  readonly lit: PointLight | undefined
  /** Whether teeth are to be made up here: the still does not show any, and this is not the corner of the mouth. */
  readonly teeth: boolean
}

function paintStrip(
  model: PuppetModel,
  posed: PosedPoints,
  picture: Picture,
  strip: Strip,
  colours: MouthColours,
): void {
  const [x0, x1] = [between(posed.x, strip.upper[0], strip.lower[0]), between(posed.x, strip.upper[1], strip.lower[1])]
  if (x1 - x0 < 0.5) return
  for (let column = Math.max(0, Math.ceil(x0)); column <= Math.min(model.width - 1, x1); column += 1) {
    const share = (column - x0) / (x1 - x0)
    const along = (values: Float32Array, pair: readonly [number, number]) =>
      at(values, pair[0]) * (1 - share) + at(values, pair[1]) * share
    const [top, bottom] = [along(posed.y, strip.upper), along(posed.y, strip.lower)]
    const nearer = (CAMERA_DISTANCE * model.faceWidth) / along(posed.z, strip.lower)
    // What the jaw opened anew is dark; the rest of the opening was there in the still.
    const shown = Math.max(0, bottom - top - strip.drop * along(model.jaw, strip.lower) * nearer)
    const texture = {
      u: along(model.u, strip.upper),
      v: along(model.v, strip.upper),
      height: along(model.v, strip.lower) - along(model.v, strip.upper),
    }
    paintColumn(model, picture, { column, top, bottom, shown, texture, lit: strip.lit, hasTeeth: strip.teeth }, colours)
  }
}

interface Column {
  readonly column: number
  readonly top: number
  readonly bottom: number
  /** How much of the opening shows the still's own mouth. */
  readonly shown: number
  readonly texture: { readonly u: number; readonly v: number; readonly height: number }
  readonly lit: PointLight | undefined
  readonly hasTeeth: boolean
}

function paintColumn(model: PuppetModel, picture: Picture, at: Column, colours: MouthColours): void {
  const opening = at.bottom - at.top
  const perRow = at.texture.height / Math.max(at.shown, 1)
  const teeth = at.hasTeeth ? Math.min(model.faceHeight * 0.03, opening * 0.4) : 0
  for (let row = Math.max(0, Math.floor(at.top)); row < Math.min(model.height, at.bottom); row += 1) {
    const depth = row - at.top
    const cover = clamp(Math.min(depth + 1, at.bottom - row), 0, 1)
    const inside =
      depth < at.shown
        ? texel(model.texture, at.texture.u, at.texture.v + depth * perRow)
        : depth < teeth
          ? colours.teeth
          : shaded(colours.depth, depth / opening)
    for (let channel = 0; channel < 3; channel += 1) {
      const pixel = (row * model.width + at.column) * 3 + channel
      const before = picture.data[pixel] ?? 0
      const colour = Math.min(255, (inside[channel] ?? 0) * (at.lit?.[channel] ?? 1))
      picture.data[pixel] = before + (colour - before) * cover
    }
  }
}

function shaded(colour: readonly number[], depth01: number): readonly number[] {
  return colour.map((part) => part * (0.7 + 0.6 * depth01))
}

function texel({ width, height, data }: Picture, u: number, v: number): readonly number[] {
  const pixel = (clamp(Math.round(v), 0, height - 1) * width + clamp(Math.round(u), 0, width - 1)) * 3
  return [data[pixel] ?? 0, data[pixel + 1] ?? 0, data[pixel + 2] ?? 0]
}

function coloursOf(model: PuppetModel): MouthColours {
  const skin = [0, 0, 0]
  // Cheeks, chin and nose: points 50 and 280, 199, 4.
  const points = [50, 280, 199, 4]
  for (const index of points) {
    texel(model.texture, at(model.u, index), at(model.v, index)).forEach((part, channel) => {
      skin[channel] = (skin[channel] ?? 0) + part / points.length
    })
  }
  const bright = Math.max(...skin)
  return { teeth: [0.86 * bright, 0.82 * bright, 0.76 * bright], depth: [0.2 * bright, 0.08 * bright, 0.08 * bright] }
}

function between(values: Float32Array, a: number, b: number): number {
  return (at(values, a) + at(values, b)) / 2
}

function at(values: Float32Array, index: number): number {
  return values[index] ?? 0
}
