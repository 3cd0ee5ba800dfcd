import { documentTypes } from '../documents/document-types.ts'
import { expectsField } from '../documents/expects.ts'
import { mrzRegions } from '../documents/mrz-regions.ts'
import { fieldRegions } from '../documents/page-regions.ts'
import { printRegions } from '../documents/print-regions.ts'
import { defineCheck } from '../verification/check.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import { asksForFields, type PageCode } from '../verification/evidence.ts'
import { makeFinding } from '../verification/make-finding.ts'

/**
 * Weakest character of names and issuing state from which they count as read. On 1,346 held-out synthetic lines of
 * OCR-B-like type, half of them hard to read on purpose, 92 % of the misread lines had a weaker character than this,
 * and so had 14 % of the lines read right (`tools/mrz-model/measure_confidence.py`, seed 777).
 */
const LEAST_CONFIDENCE = 0.8

/**
 * Mean belief over a printed name below which a person looks: the least of 31 fields that were read right on public
 * specimens and rendered photographs (docs/measurements/documents.md, printed fields).
 */
const LEAST_PRINTED = 0.93

const NAMES = ['surname', 'givenNames', 'fullName', 'localName', 'localSurname', 'localGivenNames'] as const

/** Names, which no check digit protects, were read beyond doubt; otherwise a person looks at them. */
export default defineCheck({
  id: 'names-protected',
  needs: ['document'],
  reasons: ['name-unprotected', 'document-unreadable'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const reading = await examination.document()
    const { mrz, printed = [], barcodes = [] } = reading
    if (mrz === undefined) {
      const named = fieldRegions(reading, NAMES, 'names')
      // A code's own error correction protects every letter of the names in it.
      if (barcodes.some(({ fields }) => fields?.surname !== undefined))
        return makeFinding('names-protected', 'passed', [], { measures: { inBarcode: 1 }, regions: named })
      const names = printed.filter(({ field }) => NAMES.some((name) => name === field))
      if (names.length === 0)
        return showsNames(reading, examination.evidence.pages)
          ? makeFinding('names-protected', 'not-judged', ['document-unreadable'], { regions: named })
          : makeFinding('names-protected', 'passed', [], { measures: { namesShown: 0 }, regions: named })
      const weakest = Math.min(...names.map(({ confidence01 }) => confidence01))
      const rest = { measures: { weakestName01: weakest }, regions: printRegions(names) }
      if (weakest >= LEAST_PRINTED) return makeFinding('names-protected', 'passed', [], rest)
      return makeFinding('names-protected', 'review', ['name-unprotected'], rest)
    }
    const rest = {
      measures: { weakestCharacter01: mrz.nameConfidence01 },
      regions: mrzRegions(mrz, 'names').slice(0, 1),
    }
    return mrz.nameConfidence01 >= LEAST_CONFIDENCE
      ? makeFinding('names-protected', 'passed', [], rest)
      : makeFinding('names-protected', 'review', ['name-unprotected'], rest)
  },
})

/** A back alone may show none; what is not recognised may show anything. */
function showsNames({ type }: DocumentReading, pages: readonly { readonly page: PageCode }[]): boolean {
  const known = type === undefined ? undefined : documentTypes.get(type)
  if (known === undefined) return true
  const sent = pages.map(({ page }) => page)
  return NAMES.some((name) => expectsField(known, name, sent))
}
