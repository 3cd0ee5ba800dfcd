import type { FramePolicy } from '@bonafide/protocol'

/** What the face step asks of a camera (design.md section 4); `evaluate liveness` samples clips by the same policy. */
export const FRAME_POLICY: FramePolicy = {
  width: 480,
  height: 640,
  minFrames: 30,
  maxFrames: 60,
  windowRate: 10,
  idleRate: 4,
  maxBytes: 2 * 1024 * 1024,
  jpegQuality: 0.85,
}

/**
 * What is still taken where a camera does not give 480x640 exactly: the shortest side on which the face mesh has
 * enough pixels, the longest that keeps 60 frames in 2 MB. `slackMs` is one idle frame and the jitter of a timer.
 */
export const FRAME_LIMITS = {
  shortSide: { min: 360 },
  longSide: { max: 1280 },
  slackMs: 500,
} as const

/** security.md D2. The short side: below it no line of an MRZ has ten pixels of height. */
export const DOCUMENT_LIMITS = { bytes: 10 * 1000 * 1000, pixels: 50_000_000, shortSide: 300 } as const
