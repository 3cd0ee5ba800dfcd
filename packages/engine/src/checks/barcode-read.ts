import { documentTypes } from '../documents/document-types.ts'
import { pageRegions } from '../documents/page-regions.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import { makeFinding } from '../verification/make-finding.ts'

/** The barcode that the document's type carries on a page that was sent could be read, with a record that was printed by rule. */
export default defineCheck({
  id: 'barcode-read',
  needs: ['document'],
  reasons: ['barcode-unreadable', 'barcode-odd'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const reading = await examination.document()
    const { type, barcodes = [] } = reading
    const carried = type === undefined ? undefined : documentTypes.get(type)?.barcode
    const isSent = examination.evidence.pages.some(({ page }) => page === carried?.page)
    if (carried === undefined || !isSent) return makeFinding('barcode-read', 'passed', [])
    const regions = barcodes.map(({ page, box, format }) => ({ on: `page-${page}`, box, label: format }))
    const read = barcodes.filter(({ format, fields }) =>
      carried.format === 'AAMVA' ? fields !== undefined : format === 'QRCode',
    )
    const warnings = read.reduce((sum, barcode) => sum + barcode.warnings.length, 0)
    const rest = { measures: { read: read.length, warnings }, regions }
    if (read.length === 0)
      return makeFinding('barcode-read', 'failed', ['barcode-unreadable'], {
        ...rest,
        regions: regions.length > 0 ? regions : pageRegions(reading, 'no barcode read', carried.page),
      })
    // Printed by a generator that does not count, or by an issuer that does not: a person has to know which.
    return warnings > 0
      ? makeFinding('barcode-read', 'review', ['barcode-odd'], rest)
      : makeFinding('barcode-read', 'passed', [], rest)
  },
})
