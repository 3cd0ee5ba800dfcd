import type { Picture } from '../image/picture.ts'
import { cropSimilarity } from '../image/similarity.ts'
import { warpPlanar } from '../image/warp.ts'
import type { AntiSpoofNetwork } from '../ports.ts'
import { normalise } from './embed-face.ts'
import type { ObservedFace } from './face-description.ts'

/** How a face is laid before a network that tells real faces from presented ones, and which of its answers says "real". */
export interface AntiSpoofRecipe {
  readonly sizePx: number
  /** Side of the crop over the longer side of the face's box: such networks look at the surroundings too. */
  readonly cropScale: number
  readonly channels: 'rgb' | 'bgr'
  readonly mean: readonly [number, number, number]
  readonly deviation: readonly [number, number, number]
  readonly activation: 'none' | 'softmax' | 'sigmoid'
  readonly realIndex: number
}

/** How real a face looks to the network, 0-1. */
export async function realScoreOf(picture: Picture, { box }: ObservedFace, network: AntiSpoofNetwork): Promise<number> {
  const { recipe } = network
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const side = Math.max(box.width, box.height) * recipe.cropScale
  const crop = warpPlanar(
    picture,
    cropSimilarity({ centre, side, angleRad: 0 }, recipe.sizePx),
    recipe.sizePx,
    recipe.sizePx,
  )
  const [output] = await network.run({ dims: [1, 3, recipe.sizePx, recipe.sizePx], data: normalise(crop, recipe) })
  return activate(output?.data ?? new Float32Array(), recipe)
}

/**
 * The same as the API tells it, 0-100, higher for an attack: 60, as for every score of the API, is where the operator's
 * own limit lies.
 */
export function attackScoreOf(realScore: number, { minRealScore }: Pick<AntiSpoofNetwork, 'minRealScore'>): number {
  const limit = 60
  if (realScore >= minRealScore) return shown(minRealScore < 1 ? (limit * (1 - realScore)) / (1 - minRealScore) : 0)
  return shown(limit + ((100 - limit) * (minRealScore - realScore)) / minRealScore)
}

/** A network that answers no number speaks against the face. */
function shown(score: number): number {
  return Number.isNaN(score) ? 100 : Math.round(Math.min(100, Math.max(0, score)) * 10) / 10
}

function activate(values: Float32Array, { activation, realIndex }: AntiSpoofRecipe): number {
  const value = values[realIndex] ?? Number.NaN
  if (activation === 'none') return value
  if (activation === 'sigmoid') return 1 / (1 + Math.exp(-value))
  const most = Math.max(...values)
  return Math.exp(value - most) / values.reduce((sum, other) => sum + Math.exp(other - most), 0)
}
