import { calibrationOf } from '../face/calibration.ts'
import { judgeMatch } from '../face/judge-match.ts'
import { matchDetail } from '../face/match-detail.ts'
import { portraitFault } from '../face/portrait-fault.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The face on the picture that the caller gave is the one on the document; whether it lives is another check's matter. */
export default defineCheck({
  id: 'picture-match',
  needs: ['document', 'reference'],
  reasons: [
    'no-face',
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
    const picture = examination.evidence.referenceFace
    const face = await examination.reference()
    if (picture === undefined || face === undefined) return makeFinding('picture-match', 'not-judged', ['no-face'])
    const portrait = await examination.portrait()
    const fault = portraitFault(portrait)
    if (portrait === undefined || fault !== undefined) {
      return makeFinding('picture-match', 'not-judged', [fault ?? 'portrait-missing'])
    }
    return judgeMatch('picture-match', portrait, await matchDetail(face, picture, portrait, tools), {
      table: calibrationOf(tools.models.faceEmbedder).portrait,
      matchScore: policy.portraitMatchScore,
      reviewScore: policy.portraitReviewScore,
      mismatch: 'face-mismatch',
    })
  },
})
