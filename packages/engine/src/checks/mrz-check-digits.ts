import { documentTypes } from '../documents/document-types.ts'
import { expectsZone } from '../documents/expects.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { pageRegions } from '../documents/page-regions.ts'
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
    const reading = await examination.document()
    const { mrz, type } = reading
    if (mrz === undefined) {
      const known = type === undefined ? undefined : documentTypes.get(type)
      const missing =
        known === undefined ||
        expectsZone(
          known,
          examination.evidence.pages.map(({ page }) => page),
        )
      const regions = pageRegions(reading, 'no machine readable zone')
      if (missing) return makeFinding('mrz-check-digits', 'not-judged', ['document-unreadable'], { regions })
      return makeFinding('mrz-check-digits', 'passed', [], { measures: { digits: 0, wrong: 0 }, regions })
    }
    const wrong = mrz.checks.filter(({ valid }) => !valid).map(({ field }) => field)
    return passUnless('mrz-check-digits', wrong.length === 0 ? [] : ['mrz-check-digit'], {
      measures: { digits: mrz.checks.length, wrong: wrong.length },
      regions: mrzRegions(mrz, wrong.length === 0 ? 'check digits' : `check digit: ${wrong.join(', ')}`),
    })
  },
})
