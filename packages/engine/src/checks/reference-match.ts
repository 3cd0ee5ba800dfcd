import { calibrationOf } from '../face/calibration.ts'
import { judgeMatch } from '../face/judge-match.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The live face is the one on the picture that the caller gave. */
export default defineCheck({
  id: 'reference-match',
  needs: ['reference', 'face'],
  reasons: [
    'reference-unusable',
    'face-unusable',
    'eyes-hidden',
    'eyes-closed',
    'reference-mismatch',
    'match-uncertain',
  ],
  stopsOnFailure: false,
  run: async (examination, policy, tools) => {
    const reference = await examination.reference()
    if (reference === undefined || reference.quality.reasons.length > 0) {
      return makeFinding('reference-match', 'not-judged', ['reference-unusable'])
    }
    return judgeMatch('reference-match', reference, (await examination.faceTrack()).best, {
      table: calibrationOf(tools.models.faceEmbedder).selfie,
      matchScore: policy.faceMatchScore,
      reviewScore: policy.faceReviewScore,
      mismatch: 'reference-mismatch',
    })
  },
})
