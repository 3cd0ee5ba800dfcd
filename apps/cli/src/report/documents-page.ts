import { z } from 'zod'
import { lowerBound95 } from '../evaluate/statistics.ts'
import { percent, tableHtml } from './html.ts'
import type { Page } from './page.ts'

const MRZ = z.looseObject({ n: z.number(), linesExact: z.number(), allExact: z.number() })
/** What the page reads of the report of `bonafide evaluate documents`. */
const REPORT = z.object({
  n: z.number(),
  found: z.number(),
  mrz: MRZ,
  fields: z.looseObject({ n: z.number(), correct: z.number() }),
  barcodes: z.looseObject({ n: z.number(), read: z.number() }),
  msPerImage: z.object({ p50: z.number(), p95: z.number() }),
  bySet: z.record(z.string(), MRZ).optional(),
})

export function documentsPage(document: unknown): Page {
  const { n, found, mrz, fields, barcodes, msPerImage, bySet = {} } = REPORT.parse(document)
  return {
    title: 'Documents: what is read',
    lead: [
      `${n} pictures. ${Math.round(msPerImage.p50)} ms a picture (median), ${Math.round(msPerImage.p95)} ms for 19 of 20.`,
      'Bounds are one-sided 95 %, exact (Clopper-Pearson).',
    ],
    sections: [
      {
        title: 'Read right',
        parts: [
          tableHtml({
            head: ['', 'pictures or values', 'right', 'share', 'at least'],
            rows: [
              rowOf('zones found', n, found),
              rowOf('zones exact', mrz.n, mrz.allExact),
              ...Object.entries(bySet).map(([set, figures]) =>
                rowOf(`zones exact, ${set}`, figures.n, figures.allExact),
              ),
              rowOf('fields', fields.n, fields.correct),
              rowOf('barcodes', barcodes.n, barcodes.read),
            ],
          }),
        ],
      },
    ],
  }
}

function rowOf(name: string, n: number, right: number): readonly string[] {
  return [name, String(n), String(right), percent(n === 0 ? null : right / n, 1), percent(lowerBound95(right, n), 1)]
}
