import type { PrintedField } from '../verification/document-reading.ts'
import type { Region } from '../verification/finding.ts'

/** Printed fields, to be shown to a reviewer under their names. */
export function printRegions(printed: readonly PrintedField[]): readonly Region[] {
  return printed.map(({ page, box, field }) => ({ on: `page-${page}`, box, label: field }))
}
