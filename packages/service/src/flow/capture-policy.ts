import { type Challenge, FEWEST_FRAMES_PER_SECOND } from '@bonafide/engine'
import type { ClipPolicy, FramePolicy } from '@bonafide/protocol'

/**
 * What the face step asks of a camera: about 55 frames of the usual challenge. Relief and mouths were read at 5 frames a
 * second, blinks at 7.5, colours at 8 (docs/liveness-challenge.md); `evaluate liveness` samples clips alike.
 */
const FRAME_POLICY: FramePolicy = {
  width: 480,
  height: 640,
  minFrames: 30,
  maxFrames: 60,
  windowRate: 8,
  approachRate: 6,
  flashRate: 8,
  idleRate: 5,
  leastRate: FEWEST_FRAMES_PER_SECOND,
  maxBytes: 2 * 1024 * 1024,
  jpegQuality: 0.85,
}

/** initialize.md section 3.3: one to two seconds. 600 KB are 2.4 Mbit/s, more than any browser takes for 640x480. */
export const CLIP_POLICY: ClipPolicy = { lengthMs: 2000, maxBytes: 600_000 }

/** A template may ask for more than the usual challenge: then more frames are kept, so that every action has five a second. */
const LEAST_OVERALL_RATE = 6

/** The policy for one challenge. */
export function framePolicyFor({ totalMs }: Pick<Challenge, 'totalMs'>): FramePolicy {
  return {
    ...FRAME_POLICY,
    maxFrames: Math.max(FRAME_POLICY.maxFrames, Math.ceil((totalMs * LEAST_OVERALL_RATE) / 1000)),
  }
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
