import type { FaceClip } from '../verification/evidence.ts'
import type { FaceDescription, ObservedFace } from './face-description.ts'

/** One frame with the face that was found on it, if any. */
export interface TrackedFrame {
  readonly index: number
  readonly atMs: number
  readonly face?: ObservedFace
  readonly facesSeen: number
}

/** A face followed through a clip. */
export interface FaceTrack {
  readonly clip: FaceClip
  readonly frames: readonly TrackedFrame[]
  /** The most frontal sharp frame, described for comparison; undefined when no frame shows a usable face. */
  readonly best?: FaceDescription & { readonly frameIndex: number }
  /** Templates of frames spread over the clip, to tell whether it is one person throughout. */
  readonly samples: readonly (FaceDescription & { readonly frameIndex: number })[]
}
