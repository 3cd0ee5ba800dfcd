import { growBox } from '../image/crop.ts'
import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { calmestNoise } from './calmest-noise.ts'
import type { CompressionHistory } from './compression-history.ts'
import { lacksHistory } from './lacks-history.ts'
import { noiseFloor } from './noise-floor.ts'
import { isStrange, type PortraitRim } from './portrait-rim.ts'

/** What is odd about a portrait, in the words that a reviewer is shown. */
export const PORTRAIT_ODDITIES = {
  'other-rim': 'portrait whose rim shows another picture than the rest of it',
  calmer: 'portrait with less noise than the rest of the picture',
  'other-history': 'portrait compressed otherwise than the page',
} as const

/** What a portrait is judged by. */
export interface PortraitSight {
  /** The picture as it came, and the portrait on it. */
  readonly grey: GreyImage
  readonly portrait: Box
  readonly history: CompressionHistory
  /** Undefined where the portrait has no sides that could be looked at. */
  readonly rim: PortraitRim | undefined
}

export interface PortraitLook {
  /** Noise of the portrait as a factor of that of the picture's calmest places; undefined where compression left none to compare. */
  readonly noise?: number
  readonly oddity?: keyof typeof PORTRAIT_ODDITIES
  /** False where neither a rim, nor noise, nor an earlier compression was left to compare. */
  readonly isLookedAt: boolean
}

/** The face itself within its portrait, so that no paper beside it is looked at. */
const FACE_SHARE = 0.6
/** Where even the calmest places hold less, compression smoothed the picture, and so it would any portrait. */
const LEAST_NOISE = 0.7
/** Portraits of originals of the tuning tool are as noisy as the paper beside them or noisier, 1.00 and more. */
const LEAST_SHARE = 0.6
const NOISE_BASE = 0.3

/** Whether a portrait was laid over the photograph of a page. */
export function lookAtPortrait({ grey, portrait, history, rim }: PortraitSight): PortraitLook {
  const face = growBox(portrait, FACE_SHARE)
  const calmest = calmestNoise(grey, portrait)
  const own = noiseFloor(grey, face)
  const noise =
    calmest === undefined || own === undefined || calmest < LEAST_NOISE
      ? undefined
      : (own + NOISE_BASE) / (calmest + NOISE_BASE)
  const fit = history.fitOf(face)
  const isLookedAt =
    rim !== undefined || noise !== undefined || fit.clustered !== undefined || fit.missing !== undefined
  const rest = noise === undefined ? { isLookedAt } : { isLookedAt, noise }
  if (rim !== undefined && isStrange(rim)) return { ...rest, oddity: 'other-rim' }
  if (noise !== undefined && noise < LEAST_SHARE) return { ...rest, oddity: 'calmer' }
  return lacksHistory(fit) ? { ...rest, oddity: 'other-history' } : rest
}
