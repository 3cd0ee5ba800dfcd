import { documentTypes } from '../documents/document-types.ts'
import { fieldRegions, pageRegions } from '../documents/page-regions.ts'
import { printRegions } from '../documents/print-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import { makeFinding } from '../verification/make-finding.ts'

/**
 * The printed number is one that the issuer may have given to this holder. A wrong check digit fails. Where the issuer
 * publishes no digit, only the usual form is known, and a number of another form goes to a person.
 */
export default defineCheck({
  id: 'document-number',
  needs: ['document'],
  reasons: ['number-rule', 'document-unreadable'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const reading = await examination.document()
    const { type, fields, mrz, printed = [] } = reading
    if (type === undefined && mrz === undefined)
      return makeFinding('document-number', 'not-judged', ['document-unreadable'], {
        regions: pageRegions(reading, 'number'),
      })
    const rule = type === undefined ? undefined : documentTypes.get(type)?.number
    const print = printed.filter(({ field }) => field === 'documentNumber')
    // In a zone the number has digits of its own, and some cards number the holder in print and the card in the zone.
    const number = print[0]?.value ?? (mrz === undefined ? fields.documentNumber : undefined)
    if (rule === undefined || number === undefined)
      return makeFinding('document-number', 'passed', [], {
        measures: { ruled: 0 },
        regions: fieldRegions(reading, ['documentNumber'], 'number'),
      })
    const { birthDate, sex } = fields
    const holds = rule.holds(number, {
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(sex === undefined ? {} : { sex }),
    })
    const rest = { measures: { ruled: 1 }, regions: printRegions(print) }
    if (holds) return makeFinding('document-number', 'passed', [], rest)
    return makeFinding('document-number', rule.protects === 'form-only' ? 'review' : 'failed', ['number-rule'], rest)
  },
})
