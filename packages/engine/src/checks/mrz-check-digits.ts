import { documentTypes } from '../documents/document-types.ts'
import { expectsZone } from '../documents/expects.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** Every check digit of the machine readable zone fits what it covers. Types without a zone have their number rule instead. */
export default defineCheck({
  id: 'mrz-check-digits',
  needs: ['document'],
  reasons: ['mrz-check-digit', 'document-unreadable'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const { mrz, type } = await examination.document()
    if (mrz === undefined) {
      const known = type === undefined ? undefined : documentTypes.get(type)
      const missing =
        known === undefined ||
        expectsZone(
          known,
          examination.evidence.pages.map(({ page }) => page),
        )
      if (missing) return makeFinding('mrz-check-digits', 'not-judged', ['document-unreadable'])
      return makeFinding('mrz-check-digits', 'passed', [], { measures: { digits: 0, wrong: 0 } })
    }
    const wrong = mrz.checks.filter(({ valid }) => !valid).map(({ field }) => field)
    return passUnless('mrz-check-digits', wrong.length === 0 ? [] : ['mrz-check-digit'], {
      measures: { digits: mrz.checks.length, wrong: wrong.length },
      regions: wrong.length === 0 ? [] : mrzRegions(mrz, `check digit: ${wrong.join(', ')}`),
    })
  },
})
