import { calibrationOf } from '../face/calibration.ts'
import { judgeMatch } from '../face/judge-match.ts'
import { matchDetail } from '../face/match-detail.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The face on the picture that the caller gave is the one on the document; whether it lives is another check's matter. */
export default defineCheck({
  id: 'picture-match',
  needs: ['document', 'reference'],
  reasons: ['no-face', 'portrait-missing', 'face-unusable', 'face-mismatch', 'match-uncertain'],
  stopsOnFailure: false,
  run: async (examination, policy, tools) => {
    const picture = examination.evidence.referenceFace
    const face = await examination.reference()
    if (picture === undefined || face === undefined) return makeFinding('picture-match', 'not-judged', ['no-face'])
    const portrait = await examination.portrait()
    // A ghost image beside the portrait is a second face on many documents, so only its size counts here.
    if (portrait === undefined || portrait.quality.reasons.includes('too-small'))
      return makeFinding('picture-match', 'not-judged', ['portrait-missing'])
    return judgeMatch('picture-match', portrait, await matchDetail(face, picture, portrait, tools), {
      table: calibrationOf(tools.models.faceEmbedder).portrait,
      matchScore: policy.portraitMatchScore,
      reviewScore: policy.portraitReviewScore,
      mismatch: 'face-mismatch',
    })
  },
})
