import { documentTypes } from '../documents/document-types.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** The document's machine readable zone was found, and every field that its type requires was read. */
export default defineCheck({
  id: 'document-read',
  needs: ['document'],
  reasons: ['document-unreadable'],
  stopsOnFailure: true,
  run: async (examination) => {
    const { mrz, type, fields } = await examination.document()
    if (mrz === undefined) return makeFinding('document-read', 'failed', ['document-unreadable'])
    // A document of no known type is the next check's matter; what it would require is unknown.
    const required = type === undefined ? [] : (documentTypes.get(type)?.required ?? [])
    const missing = required.filter((field) => fields[field] === undefined)
    return passUnless('document-read', missing.length === 0 ? [] : ['document-unreadable'], {
      measures: {
        fieldsMissing: missing.length,
        ...(mrz.confidence01 === undefined ? {} : { confidence01: mrz.confidence01 }),
      },
      regions: mrzRegions(mrz, 'machine readable line'),
    })
  },
})
