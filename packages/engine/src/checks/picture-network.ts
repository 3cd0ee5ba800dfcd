import { judgeRealness } from '../face/judge-realness.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/**
 * The operator's network on the one picture that the caller gave, where no clip is. Like `passive-network` it can only
 * speak against a face, and without a network of one's own it is not asked.
 */
export default defineCheck({
  id: 'picture-network',
  needs: ['reference'],
  reasons: ['passive-suspicion', 'no-face'],
  stopsOnFailure: false,
  applies: ({ models }) => models.antiSpoof !== undefined,
  run: async (examination, _policy, { models: { antiSpoof } }) => {
    const picture = examination.evidence.referenceFace
    const described = await examination.reference()
    if (antiSpoof === undefined || picture === undefined || described === undefined)
      return makeFinding('picture-network', 'not-judged', ['no-face'])
    return judgeRealness(picture, described.face, antiSpoof)
  },
})
