import type { Box, Point } from '../image/picture.ts'

/** Where a face is and how it is held. Angles in radians; yaw is positive when the person turns to their own left. */
export interface FacePose {
  readonly yawRad: number
  readonly pitchRad: number
  readonly rollRad: number
}

/** One face on one picture. */
export interface ObservedFace {
  readonly box: Box
  /** Detector score, 0-1. */
  readonly score: number
  /** Mesh score, 0-1. */
  readonly meshScore: number
  /** 468 points in picture pixels, x y z interleaved; z is depth in pixels, smaller is nearer. */
  readonly mesh: Float32Array
  readonly pose: FacePose
  readonly leftEye: Point
  readonly rightEye: Point
  readonly eyeDistancePx: number
  /** Mouth opening over its width. */
  readonly mouthRatio: number
  /** Mean eye opening over its width. */
  readonly eyeRatio: number
}

/** What a face is fit for. 0-100, higher is better. */
export interface FaceQuality {
  readonly score: number
  readonly sharpness: number
  readonly illumination: number
  readonly reasons: readonly FaceFault[]
}

/** What speaks against a face on a picture. */
export type FaceFault =
  | 'too-small'
  | 'blurred'
  | 'dark'
  | 'turned'
  | 'covered'
  | 'eyes-hidden'
  | 'eyes-closed'
  | 'several-faces'

/** A face that can be compared. */
export interface FaceDescription {
  readonly face: ObservedFace
  /** How many faces the picture shows. */
  readonly facesSeen: number
  readonly quality: FaceQuality
  readonly template: FaceTemplate
}

/** An embedding. Only templates of the same model may be compared. Biometric data: encrypt at rest. */
export interface FaceTemplate {
  readonly modelId: string
  readonly values: Float32Array
}
