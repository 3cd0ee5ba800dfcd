import type { ThreatWeights } from '../device/threats.ts'

/**
 * Thresholds of a tenant. Every default cites its measurement; raw distances stay inside the engine.
 */
export interface Policy {
  readonly id: string
  /** Score 0-100 from which document portrait and live face count as the same person. */
  readonly portraitMatchScore: number
  /** Below `portraitMatchScore`, but from here on, a person decides. */
  readonly portraitReviewScore: number
  /** Score 0-100 from which two full pictures count as the same person. */
  readonly faceMatchScore: number
  readonly faceReviewScore: number
  /** 0: where no colours of the screen were asked for, a person decides; any other number: it passes without them. */
  readonly lightMayBeMissing: number
  /** 0: no challenge has colours of the screen, whoever asks for them; any other number: all have, unless the person says no. */
  readonly lightAsked: number
  /** Score 0-100 from which a face in a searched group counts as the same person. */
  readonly faceDuplicateScore: number
  /** 0: frames of a face that came with an earlier verification already do not pass; any other number: that is only told. */
  readonly clipMayRepeat: number
  /** 0: pictures that look like those of an earlier verification are only told; any other number: a person decides. */
  readonly likenessIsReviewed: number
  /** What threats of the device are worth, where the tenant differs from `THREATS`. */
  readonly threats?: ThreatWeights
}

/**
 * 60 is the operating point of each calibration, one false accept in a thousand (`face/calibration.ts` says what that was
 * measured on); 45 is where one in a hundred begins. Between them a person decides.
 * No camera gives the same bytes twice, but who tries again on the same table may well take nearly the same picture.
 * A search asks about every face of a group, so it asks for more than a comparison does: at 70 none of 4,267 pairs of
 * strangers counted as the same person and 95 of 96 searches found who was there; at 60 six of 96 searches named a
 * stranger (docs/measurements/faces.md).
 */
export const DEFAULT_POLICY: Policy = {
  id: 'default-1',
  portraitMatchScore: 60,
  portraitReviewScore: 45,
  faceMatchScore: 60,
  faceReviewScore: 45,
  lightMayBeMissing: 0,
  lightAsked: 1,
  faceDuplicateScore: 70,
  clipMayRepeat: 0,
  likenessIsReviewed: 0,
}
