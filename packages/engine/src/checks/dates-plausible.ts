import { fieldRegions } from '../documents/page-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import { passUnless } from '../verification/make-finding.ts'

/** The oldest person on record reached 122. */
const OLDEST_YEARS = 125
/** No state issues documents for longer; those without an end print 9999 or 2099 (`mrz/dates.ts`). */
const LONGEST_VALIDITY_YEARS = 50

/** Born, issued and expiring in this order, and not in the future, as far as the document says when. */
export default defineCheck({
  id: 'dates-plausible',
  needs: ['document'],
  reasons: ['dates-implausible'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const reading = await examination.document()
    const { birthDate, issueDate, expiryDate } = reading.fields
    const { judgedOn } = examination.evidence
    const wrong = [
      birthDate !== undefined && (birthDate > judgedOn || birthDate < yearsBefore(judgedOn, OLDEST_YEARS)),
      issueDate !== undefined && issueDate > judgedOn,
      issueDate !== undefined && birthDate !== undefined && issueDate < birthDate,
      expiryDate !== undefined && birthDate !== undefined && expiryDate <= birthDate,
      expiryDate !== undefined && issueDate !== undefined && expiryDate < issueDate,
      expiryDate !== undefined &&
        issueDate !== undefined &&
        yearsBefore(expiryDate, LONGEST_VALIDITY_YEARS) > issueDate &&
        !/^(2099|9999)/.test(expiryDate),
    ].filter(Boolean).length
    return passUnless('dates-plausible', wrong === 0 ? [] : ['dates-implausible'], {
      measures: { wrong },
      regions: fieldRegions(reading, ['birthDate', 'issueDate', 'expiryDate'], 'dates'),
    })
  },
})

function yearsBefore(date: string, years: number): string {
  return String(Number(date.slice(0, 4)) - years).padStart(4, '0') + date.slice(4)
}
