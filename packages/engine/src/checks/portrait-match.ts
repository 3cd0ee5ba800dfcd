import { PORTRAIT_TO_SELFIE } from '../face/calibration.ts'
import { judgeMatch } from '../face/judge-match.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The live face is the one on the document. */
export default defineCheck({
  id: 'portrait-match',
  needs: ['document', 'face'],
  reasons: ['portrait-missing', 'face-unusable', 'face-mismatch', 'match-uncertain'],
  stopsOnFailure: false,
  run: async (examination, policy) => {
    const portrait = await examination.portrait()
    // A ghost image beside the portrait is a second face on many documents, so only its size counts here.
    if (portrait === undefined || portrait.quality.reasons.includes('too-small')) {
      return makeFinding('portrait-match', 'not-judged', ['portrait-missing'])
    }
    return judgeMatch('portrait-match', portrait, (await examination.faceTrack()).best, {
      table: PORTRAIT_TO_SELFIE,
      matchScore: policy.portraitMatchScore,
      reviewScore: policy.portraitReviewScore,
      mismatch: 'face-mismatch',
    })
  },
})
