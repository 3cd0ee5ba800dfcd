import { mrzRegions } from '../documents/mrz-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

const DAY_MS = 86_400_000

/** The document is valid on the day of the judgement, its last day included. */
export default defineCheck({
  id: 'document-not-expired',
  needs: ['document'],
  reasons: ['document-expired', 'document-unreadable', 'mrz-check-digit'],
  stopsOnFailure: false,
  run: async (examination) => {
    const { fields, mrz } = await examination.document()
    const { expiryDate } = fields
    if (expiryDate === undefined) return makeFinding('document-not-expired', 'not-judged', ['document-unreadable'])
    // A date whose own digit does not fit may be any date.
    const digit = mrz?.checks.find(({ field }) => field === 'expiryDate')
    if (digit?.valid === false) return makeFinding('document-not-expired', 'not-judged', ['mrz-check-digit'])
    const { judgedOn } = examination.evidence
    return passUnless('document-not-expired', expiryDate < judgedOn ? ['document-expired'] : [], {
      measures: { daysLeft: Math.round((Date.parse(expiryDate) - Date.parse(judgedOn)) / DAY_MS) },
      regions: mrz === undefined ? [] : mrzRegions(mrz, 'expiry date').slice(1, 2),
    })
  },
})
