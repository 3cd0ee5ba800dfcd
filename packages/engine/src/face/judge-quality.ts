import { type GreyImage, planarToGrey } from '../image/grey.ts'
import { meanBrightness, relativeSharpness } from '../image/sharpness.ts'
import { PACKAGED_RECIPE } from './embedder-recipe.ts'
import type { FaceQuality, ObservedFace } from './face-description.ts'

/**
 * Distance of the eyes below which matching was not measured: a portrait of 100 px height has 19.5. There the operating
 * point accepts no more strangers than above, but misses more holders (docs/measurements/faces.md).
 */
export const MIN_EYE_DISTANCE_PX = 19
/** Angles up to which the matching was measured as it stands in the calibration. */
const MAX_YAW_RAD = (30 * Math.PI) / 180
const MAX_PITCH_RAD = (25 * Math.PI) / 180
/**
 * Relative sharpness of an aligned crop: the softest of 34 labelled pictures reads 0.004, half of them read 0.06 and
 * more; blurred by a fifteenth of the eye distance, 19 of 20 read 0.0018 and less.
 */
const MIN_SHARPNESS = 0.002
const GOOD_SHARPNESS = 0.02
/** Mean brightness of an aligned crop, 0-255: the darkest of the same pictures reads 67, half of them 130 and more. */
const MIN_BRIGHTNESS = 40
const GOOD_BRIGHTNESS = 80

/** What a face is fit for, judged on its aligned crop. */
export function judgeQuality(face: ObservedFace, crop: Float32Array, facesSeen: number): FaceQuality {
  const grey: GreyImage = planarToGrey(crop, PACKAGED_RECIPE.sizePx, PACKAGED_RECIPE.sizePx)
  const sharpness = relativeSharpness(grey)
  const brightness = meanBrightness(grey)
  const turned = Math.max(Math.abs(face.pose.yawRad) / MAX_YAW_RAD, Math.abs(face.pose.pitchRad) / MAX_PITCH_RAD)
  const reasons: FaceQuality['reasons'][number][] = []
  if (face.eyeDistancePx < MIN_EYE_DISTANCE_PX) reasons.push('too-small')
  if (sharpness < MIN_SHARPNESS) reasons.push('blurred')
  if (brightness < MIN_BRIGHTNESS) reasons.push('dark')
  if (turned > 1) reasons.push('turned')
  if (facesSeen > 1) reasons.push('several-faces')
  const parts = {
    size: percent(face.eyeDistancePx / (2 * MIN_EYE_DISTANCE_PX)),
    sharpness: percent(sharpness / GOOD_SHARPNESS),
    illumination: percent(brightness / GOOD_BRIGHTNESS),
    pose: percent(1.25 - turned / 2),
  }
  return {
    score: Math.min(parts.size, parts.sharpness, parts.illumination, parts.pose),
    sharpness: parts.sharpness,
    illumination: parts.illumination,
    reasons,
  }
}

function percent(share: number): number {
  return Math.round(100 * Math.max(0, Math.min(1, share)))
}
