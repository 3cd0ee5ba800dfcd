import { measurePage } from '../quality/measure-page.ts'
import { type QualityFault, qualityFaults } from '../quality/quality-faults.ts'
import { defineCheck } from '../verification/check.ts'
import { passUnless } from '../verification/make-finding.ts'

/** The pictures of the document are good enough for the level that was asked for; each fault is named and shown. */
export default defineCheck({
  id: 'document-quality',
  needs: ['document'],
  reasons: ['picture-blurred', 'picture-glare', 'picture-dark', 'picture-small', 'document-cut-off', 'page-side-wrong'],
  stopsOnFailure: false,
  isAsked: ({ documentDemands }) => documentDemands?.quality !== undefined,
  run: async (examination) => {
    const level = examination.evidence.documentDemands?.quality ?? 'standard'
    const reading = await examination.document()
    const faults: QualityFault[] = []
    const measures: Record<string, number> = {}
    for (const seen of await examination.documentPages()) {
      const quality = measurePage(seen)
      faults.push(...qualityFaults(seen, reading, level, quality))
      for (const [name, value] of Object.entries(quality)) {
        if (typeof value === 'number') measures[`page${seen.page}-${name}`] = value
      }
    }
    return passUnless('document-quality', [...new Set(faults.map(({ reason }) => reason))], {
      measures,
      regions: faults.map(({ region }) => region),
    })
  },
})
