import { documentTypes } from '../documents/document-types.ts'
import { expectsField, expectsZone } from '../documents/expects.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { pageRegions } from '../documents/page-regions.ts'
import { printRegions } from '../documents/print-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** The machine readable zone was found where the type has one, and every required field that the pages show was read. */
export default defineCheck({
  id: 'document-read',
  needs: ['document'],
  reasons: ['document-unreadable'],
  stopsOnFailure: true,
  isAsked: asksForFields,
  run: async (examination) => {
    const reading = await examination.document()
    const { mrz, type, fields, printed = [] } = reading
    const pages = examination.evidence.pages.map(({ page }) => page)
    const known = type === undefined ? undefined : documentTypes.get(type)
    if (mrz === undefined && (known === undefined || expectsZone(known, pages)))
      return makeFinding('document-read', 'failed', ['document-unreadable'], {
        regions: pageRegions(reading, 'nothing read'),
      })
    // A document of no known type is the next check's matter; what it would require is unknown.
    const required = known?.required.filter((field) => mrz !== undefined || expectsField(known, field, pages)) ?? []
    const missing = required.filter((field) => fields[field] === undefined)
    return passUnless('document-read', missing.length === 0 ? [] : ['document-unreadable'], {
      measures: {
        fieldsMissing: missing.length,
        fieldsPrinted: printed.length,
        ...(mrz?.confidence01 === undefined ? {} : { confidence01: mrz.confidence01 }),
      },
      regions: mrz === undefined ? printRegions(printed) : mrzRegions(mrz, 'machine readable line'),
    })
  },
})
