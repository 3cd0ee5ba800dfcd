import { faceDistance } from '../face/compare-faces.ts'
import type { FaceTrack } from '../face/face-track.ts'
import { largestJump } from '../liveness/motion.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** Templates from this many stretches of the clip must be there to compare. */
const FEWEST_SAMPLES = 3
/**
 * Largest distance between calm frames of one clip: 0.35 over 48 rendered clips, 0.48 over 12 excerpts of lively real
 * footage; two persons are seldom below 0.53 (docs/measurements/liveness.md). One pair of persons lies at 0.39, which is
 * why a jump of the face lowers the limit.
 */
const MOST_DISTANCE = 0.5
const MOST_DISTANCE_AFTER_JUMP = 0.36
/** Faces of the labelled clips went at most 0.08 of their width between two frames. */
const JUMP_FACE_WIDTHS = 0.25

/** It is one and the same face from the first frame to the last. */
export default defineCheck({
  id: 'one-face-throughout',
  needs: ['face'],
  reasons: ['face-changed', 'no-face'],
  stopsOnFailure: false,
  run: async (examination) => {
    const track = await examination.faceTrack()
    const { samples } = track
    if (samples.length < FEWEST_SAMPLES) return makeFinding('one-face-throughout', 'not-judged', ['no-face'])
    const widest = widestPair(track)
    const jump = largestJump(track)
    const measures = { largestDistance: widest.distance, largestJumpFaceWidths: jump }
    const limit = jump > JUMP_FACE_WIDTHS ? MOST_DISTANCE_AFTER_JUMP : MOST_DISTANCE
    const changed = widest.distance > limit
    const regions = changed
      ? widest.samples.map(({ frameIndex, face }) => ({
          on: `frame-${frameIndex}`,
          box: face.box,
          label: 'another face',
        }))
      : []
    return passUnless('one-face-throughout', changed ? ['face-changed'] : [], { measures, regions })
  },
})

type Sample = FaceTrack['samples'][number]

function widestPair({ samples }: FaceTrack): { readonly distance: number; readonly samples: readonly Sample[] } {
  let widest: { distance: number; samples: readonly Sample[] } = { distance: 0, samples: [] }
  samples.forEach((a, index) => {
    for (const b of samples.slice(index + 1)) {
      const distance = faceDistance(a.template, b.template)
      if (distance > widest.distance) widest = { distance, samples: [a, b] }
    }
  })
  return widest
}
