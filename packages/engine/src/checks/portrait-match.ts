import { calibrationOf } from '../face/calibration.ts'
import { judgeMatch } from '../face/judge-match.ts'
import { matchDetail } from '../face/match-detail.ts'
import { portraitFault } from '../face/portrait-fault.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The live face is the one on the document. */
export default defineCheck({
  id: 'portrait-match',
  needs: ['document', 'face'],
  reasons: [
    'portrait-missing',
    'portrait-eyes-hidden',
    'face-unusable',
    'eyes-hidden',
    'eyes-closed',
    'face-mismatch',
    'match-uncertain',
  ],
  stopsOnFailure: false,
  run: async (examination, policy, tools) => {
    const portrait = await examination.portrait()
    const fault = portraitFault(portrait)
    if (portrait === undefined || fault !== undefined) {
      return makeFinding('portrait-match', 'not-judged', [fault ?? 'portrait-missing'])
    }
    const { best, clip } = await examination.faceTrack()
    const picture = best === undefined ? undefined : clip.frames[best.frameIndex]?.picture
    const live =
      best === undefined || picture === undefined ? undefined : await matchDetail(best, picture, portrait, tools)
    return judgeMatch('portrait-match', portrait, live, {
      table: calibrationOf(tools.models.faceEmbedder).portrait,
      matchScore: policy.portraitMatchScore,
      reviewScore: policy.portraitReviewScore,
      mismatch: 'face-mismatch',
    })
  },
})
