import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The picture that the caller gave shows one face, and one that can be compared. */
export default defineCheck({
  id: 'picture-face',
  needs: ['reference'],
  reasons: ['no-face', 'reference-unusable'],
  stopsOnFailure: true,
  run: async (examination) => {
    const face = await examination.reference()
    if (face === undefined) return makeFinding('picture-face', 'not-judged', ['no-face'])
    const { score, sharpness, illumination, reasons } = face.quality
    const rest = {
      measures: {
        quality: score,
        sharpness,
        illumination,
        covered: reasons.includes('covered') || reasons.includes('eyes-hidden') ? 1 : 0,
      },
      regions: [{ on: 'reference', box: face.face.box, label: 'face' }],
    }
    return reasons.length > 0
      ? makeFinding('picture-face', 'not-judged', ['reference-unusable'], rest)
      : makeFinding('picture-face', 'passed', [], rest)
  },
})
