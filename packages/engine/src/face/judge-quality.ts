import { type GreyImage, planarToGrey } from '../image/grey.ts'
import { meanBrightness, relativeSharpness } from '../image/sharpness.ts'
import { inverted } from '../image/similarity.ts'
import { cropToPicture } from './embed-face.ts'
import { PACKAGED_RECIPE } from './embedder-recipe.ts'
import { eyeContrast } from './eye-contrast.ts'
import type { FaceFault, FaceQuality, ObservedFace } from './face-description.ts'

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

/**
 * Where a mouth belongs on the crop, its brightness varies by a twentieth at least (0.073 and more on 96 labelled
 * pictures), and the mesh fits (0.996 and more). Masks of one colour drawn over the same faces fall below one of them on
 * 268 of 271; half a face on 7 of 90.
 */
const MOUTH = { left: 52, top: 96, right: 98, bottom: 112 } as const
const MIN_MOUTH_CONTRAST = 0.05
const MIN_UNCOVERED_MESH_SCORE = 0.99

/**
 * Between the lids something is darker than the skin under the eye, by a share of the light on the cheek: 0.1 and more on
 * 95 labelled photographs, 0.06 and more on their portraits of 100 to 200 px. Under dark glasses 9 of 10 read 0.05 and
 * less and the skin under the eye half the light of the cheek and less; mirrors leave it bright, but read 0.02 and less.
 * Counts, also of thick frames with clear glass: docs/measurements/faces.md.
 */
const NOTHING_SEEN = 0.03
const HARDLY_SEEN = 0.08
const SHADED = 0.55

/**
 * Openness of eyes in widths of an eye (`eyeOpenness`): 40 frames of shut or cast down eyes of six filmed people read 0.25
 * and less, 300 frames of open ones 0.355 and more, and 54 labelled photographs 0.297 and more (docs/measurements/faces.md).
 */
const CLOSED = 0.26
/** Of smaller faces it is not said: narrow eyes that are open read 0.28 where they are 40 px apart. */
export const READABLE_EYE_DISTANCE_PX = 45

/** What was seen of a face beside its shape. */
export interface FaceLook {
  /** The face on the packaged network's aligned crop. */
  readonly crop: Float32Array
  readonly facesSeen: number
}

/** What a face is fit for. Whether its eyes are closed takes a look of its own: `withEyes`. */
export function judgeQuality(face: ObservedFace, { crop, facesSeen }: FaceLook): FaceQuality {
  const grey: GreyImage = planarToGrey(crop, PACKAGED_RECIPE.sizePx, PACKAGED_RECIPE.sizePx)
  const sharpness = relativeSharpness(grey)
  const brightness = meanBrightness(grey)
  const turned = Math.max(Math.abs(face.pose.yawRad) / MAX_YAW_RAD, Math.abs(face.pose.pitchRad) / MAX_PITCH_RAD)
  const reasons: FaceFault[] = []
  if (face.eyeDistancePx < MIN_EYE_DISTANCE_PX) reasons.push('too-small')
  if (sharpness < MIN_SHARPNESS) reasons.push('blurred')
  if (brightness < MIN_BRIGHTNESS) reasons.push('dark')
  if (turned > 1) reasons.push('turned')
  if (mouthContrast(grey) < MIN_MOUTH_CONTRAST || face.meshScore < MIN_UNCOVERED_MESH_SCORE) reasons.push('covered')
  if (eyesHidden(grey, face.mesh)) reasons.push('eyes-hidden')
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

/** Whether dark or mirroring glasses, or a shadow as deep, hide the eyes (ISO/IEC 39794-5 wants both to be visible). */
function eyesHidden(grey: GreyImage, mesh: Float32Array): boolean {
  const { darker, under } = eyeContrast(grey, mesh, inverted(cropToPicture(mesh, PACKAGED_RECIPE)))
  return darker < NOTHING_SEEN || (darker < HARDLY_SEEN && under < SHADED)
}

/** Adds that the eyes are shut, or cast down so far that nothing but lids is seen; `openness` as `eyeOpenness` gives it. */
export function withEyes(quality: FaceQuality, openness: number): FaceQuality {
  // What is no number has not been seen to be open.
  const closed = !(openness >= CLOSED) && !quality.reasons.includes('eyes-hidden')
  return closed ? { ...quality, reasons: [...quality.reasons, 'eyes-closed'] } : quality
}

/** Standard deviation over mean of the brightness where the mouth belongs. */
function mouthContrast({ width, data }: GreyImage): number {
  let [sum, squares, count] = [0, 0, 0]
  for (let y = MOUTH.top; y < MOUTH.bottom; y++) {
    for (let x = MOUTH.left; x < MOUTH.right; x++) {
      const value = data[y * width + x] ?? 0
      sum += value
      squares += value * value
      count += 1
    }
  }
  const mean = sum / count
  return Math.sqrt(Math.max(0, squares / count - mean * mean)) / Math.max(1, mean)
}

function percent(share: number): number {
  return Math.round(100 * Math.max(0, Math.min(1, share)))
}
