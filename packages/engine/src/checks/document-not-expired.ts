import { documentTypes } from '../documents/document-types.ts'
import { expectsField } from '../documents/expects.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { pageRegions } from '../documents/page-regions.ts'
import { printRegions } from '../documents/print-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

const DAY_MS = 86_400_000

/** The document is valid on the day of the judgement, its last day included. Pages that show no last day say nothing against it. */
export default defineCheck({
  id: 'document-not-expired',
  needs: ['document'],
  reasons: ['document-expired', 'document-unreadable', 'mrz-check-digit'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const reading = await examination.document()
    const { fields, mrz, type, printed = [] } = reading
    const { judgedOn, pages } = examination.evidence
    const { expiryDate } = fields
    if (expiryDate === undefined) {
      const regions = pageRegions(reading, 'no last day read')
      const known = type === undefined ? undefined : documentTypes.get(type)
      const taken = pages.map(({ page }) => page)
      if (mrz !== undefined || known === undefined || expectsField(known, 'expiryDate', taken))
        return makeFinding('document-not-expired', 'not-judged', ['document-unreadable'], { regions })
      return makeFinding('document-not-expired', 'passed', [], { measures: { lastDayShown: 0 }, regions })
    }
    // A date whose own digit does not fit may be any date.
    const digit = mrz?.checks.find(({ field }) => field === 'expiryDate')
    if (mrz !== undefined && digit?.valid === false)
      return makeFinding('document-not-expired', 'not-judged', ['mrz-check-digit'], {
        regions: mrzRegions(mrz, 'expiry date').slice(1, 2),
      })
    return passUnless('document-not-expired', expiryDate < judgedOn ? ['document-expired'] : [], {
      measures: { daysLeft: Math.round((Date.parse(expiryDate) - Date.parse(judgedOn)) / DAY_MS) },
      regions:
        mrz === undefined
          ? printRegions(printed.filter(({ field }) => field === 'expiryDate'))
          : mrzRegions(mrz, 'expiry date').slice(1, 2),
    })
  },
})
