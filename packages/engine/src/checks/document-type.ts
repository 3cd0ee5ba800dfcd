import { documentTypes } from '../documents/document-types.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { pageRegions } from '../documents/page-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** The document is of the type that was asked for; several codes may name one type. */
export default defineCheck({
  id: 'document-type',
  needs: ['document'],
  reasons: ['document-type-mismatch', 'document-unreadable'],
  stopsOnFailure: false,
  run: async (examination) => {
    const reading = await examination.document()
    const { mrz, type, typeScore01 } = reading
    const label = type ?? 'unknown type'
    if (mrz === undefined && type === undefined)
      return makeFinding('document-type', 'not-judged', ['document-unreadable'], {
        regions: pageRegions(reading, label),
      })
    const asked = examination.evidence.documentType
    const found = type === undefined ? undefined : documentTypes.get(type)
    const fits = found !== undefined && (asked === undefined || documentTypes.get(asked) === found)
    return passUnless('document-type', fits ? [] : ['document-type-mismatch'], {
      measures: typeScore01 === undefined ? {} : { typeScore01 },
      regions: mrz === undefined ? pageRegions(reading, label) : mrzRegions(mrz, label).slice(0, 1),
    })
  },
})
