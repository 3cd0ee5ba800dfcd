import { boxAround } from '../page/page-view.ts'
import type { DocumentFields, DocumentReading } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'
import type { Region } from '../verification/finding.ts'
import { mrzRegions } from './mrz-regions.ts'
import { printRegions } from './print-regions.ts'

/** Whole pages, for what was looked for on them and not found; all of them where none is named. */
export function pageRegions({ pages = [] }: DocumentReading, label: string, only?: PageCode): readonly Region[] {
  return pages
    .filter(({ page }) => only === undefined || page === only)
    .map(({ page, corners }) => ({ on: `page-${page}`, box: boxAround(corners), label }))
}

/** Where these fields were read: in print, else in the zone, else in a barcode, else on the pages as such. */
export function fieldRegions(
  reading: DocumentReading,
  fields: readonly (keyof DocumentFields)[],
  label: string,
): readonly Region[] {
  const { printed = [], mrz, barcodes = [] } = reading
  const inPrint = printRegions(printed.filter(({ field }) => fields.includes(field)))
  if (inPrint.length > 0) return inPrint
  if (mrz !== undefined) return mrzRegions(mrz, label)
  const inBarcodes = barcodes
    .filter((barcode) => fields.some((field) => barcode.fields?.[field] !== undefined))
    .map(({ page, box }) => ({ on: `page-${page}`, box, label }))
  return inBarcodes.length > 0 ? inBarcodes : pageRegions(reading, label)
}
