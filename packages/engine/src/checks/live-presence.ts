import { coversChallenge } from '../liveness/frame-policy.ts'
import { largestJump } from '../liveness/motion.ts'
import { pictureMotion } from '../liveness/picture-motion.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'

/** A head may leave the frame for a moment, not more. */
const MOST_WITHOUT_FACE = 0.1
/**
 * Of 42 stills shown with camera noise and JPEG none read more than 0.0016 (0.0002 in ordinary light), of 55 clips of
 * moving people, six excerpts of real footage among them, none less than 0.0197 (docs/measurements/liveness.md).
 */
const LEAST_MOTION = 0.005

/** One living person is there throughout: enough frames, one face, and it moves. */
export default defineCheck({
  id: 'live-presence',
  needs: ['face'],
  reasons: ['frames-insufficient', 'no-face', 'several-faces', 'no-motion'],
  stopsOnFailure: false,
  run: async (examination) => {
    const track = await examination.faceTrack()
    const { clip, frames } = track
    const without = frames.filter((frame) => frame.face === undefined).length
    const crowded = frames.find((frame) => frame.facesSeen > 1)
    const measures = {
      frames: frames.length,
      framesWithoutFace: without,
      mostFaces: Math.max(0, ...frames.map((frame) => frame.facesSeen)),
      motionFaceWidths: pictureMotion(track),
      largestJumpFaceWidths: largestJump(track),
    }
    if (
      !coversChallenge(
        clip.frames.map((frame) => frame.atMs),
        clip.challenge,
      )
    ) {
      return makeFinding('live-presence', 'not-judged', ['frames-insufficient'], { measures })
    }
    const reasons: Reason[] = []
    if (without > MOST_WITHOUT_FACE * frames.length) reasons.push('no-face')
    if (crowded !== undefined) reasons.push('several-faces')
    if (without < frames.length && measures.motionFaceWidths < LEAST_MOTION) reasons.push('no-motion')
    const regions =
      crowded?.face === undefined
        ? []
        : [{ on: `frame-${crowded.index}`, box: crowded.face.box, label: 'several faces' }]
    return passUnless('live-presence', reasons, { measures, regions })
  },
})
