import type { MrzReading } from '../verification/document-reading.ts'
import type { Region } from '../verification/finding.ts'

/** The lines of a machine readable zone, to be shown to a reviewer under one label. */
export function mrzRegions(mrz: MrzReading, label: string): readonly Region[] {
  return mrz.lineBoxes.map((box) => ({ on: `page-${mrz.page ?? '01'}`, box, label }))
}
