import type { GreyImage } from '../image/grey.ts'
import type { PrintedField } from '../verification/document-reading.ts'
import { edgeSharpness } from './edge-sharpness.ts'

/** Fewer fields have no middle to be away from. */
const LEAST_FIELDS = 4
/** Factor by which the print of one field may be sharper than that of the middle field; see docs/measurements/documents.md. */
const MOST_SHARPER = 1.65

/** Fields whose print is sharper than the page's other print: written into the photograph, not onto the page. */
export function outlyingPrint(grey: GreyImage, fields: readonly PrintedField[]): readonly PrintedField[] {
  const measured = fields.flatMap((field) => {
    const sharpness = edgeSharpness(grey, field.box)
    return sharpness === undefined ? [] : [{ field, sharpness }]
  })
  if (measured.length < LEAST_FIELDS) return []
  const sorted = measured.map(({ sharpness }) => sharpness).sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  return measured.filter(({ sharpness }) => sharpness > MOST_SHARPER * middle).map(({ field }) => field)
}
