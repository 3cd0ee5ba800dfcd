import { mrzRegions } from '../documents/mrz-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** Every check digit of the machine readable zone fits what it covers. */
export default defineCheck({
  id: 'mrz-check-digits',
  needs: ['document'],
  reasons: ['mrz-check-digit', 'document-unreadable'],
  stopsOnFailure: false,
  run: async (examination) => {
    const { mrz } = await examination.document()
    if (mrz === undefined) return makeFinding('mrz-check-digits', 'not-judged', ['document-unreadable'])
    const wrong = mrz.checks.filter(({ valid }) => !valid).map(({ field }) => field)
    return passUnless('mrz-check-digits', wrong.length === 0 ? [] : ['mrz-check-digit'], {
      measures: { digits: mrz.checks.length, wrong: wrong.length },
      regions: wrong.length === 0 ? [] : mrzRegions(mrz, `check digit: ${wrong.join(', ')}`),
    })
  },
})
