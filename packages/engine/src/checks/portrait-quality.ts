import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** How good the portrait on the document is. The score is for the caller to weigh: whether it can be compared, the comparison says. */
export default defineCheck({
  id: 'portrait-quality',
  needs: ['document'],
  reasons: ['portrait-missing'],
  stopsOnFailure: false,
  isAsked: ({ documentDemands }) => documentDemands?.portraitQuality === true,
  run: async (examination) => {
    const portrait = await examination.portrait()
    if (portrait === undefined) return makeFinding('portrait-quality', 'not-judged', ['portrait-missing'])
    const { score, sharpness, illumination } = portrait.quality
    const { portraitBox, pages: [first] = [] } = await examination.document()
    const regions =
      portraitBox === undefined || first === undefined
        ? []
        : [{ on: `page-${first.page}`, box: portraitBox, label: 'portrait' }]
    return makeFinding('portrait-quality', 'passed', [], { score, measures: { sharpness, illumination }, regions })
  },
})
