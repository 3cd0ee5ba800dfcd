import { type ComparedField, type Comparison, crossCheck } from '../documents/cross-check.ts'
import { defineCheck } from '../verification/check.ts'
import { asksForFields } from '../verification/evidence.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'

/** The reason that a disagreement about a field gives. */
const REASONS: Readonly<Record<ComparedField, Reason>> = {
  documentNumber: 'number-disagrees',
  birthDate: 'date-disagrees',
  expiryDate: 'date-disagrees',
  sex: 'person-disagrees',
  nationality: 'person-disagrees',
  surname: 'name-disagrees',
  givenNames: 'name-disagrees',
}

/**
 * Belief in the print from which a disagreement is the document's and not the reader's; below it a person looks. Chosen
 * above the 0.93 that names need, so that doubt goes to a person; 72 of 72 fields that two sources state agreed
 * (docs/measurements/documents.md), so how surely a reader's own mistake is read was not seen.
 */
const SURE = 0.95

/** Zone, barcode and print say the same: number, dates, sex, nationality and names, wherever two of them state it. */
export default defineCheck({
  id: 'fields-agree',
  needs: ['document'],
  reasons: ['number-disagrees', 'date-disagrees', 'person-disagrees', 'name-disagrees'],
  stopsOnFailure: false,
  isAsked: asksForFields,
  run: async (examination) => {
    const compared = crossCheck(await examination.document(), examination.evidence.judgedOn)
    const apart = compared.filter(({ agree }) => !agree)
    const measures = { compared: compared.length, apart: apart.length }
    if (apart.length === 0)
      return makeFinding('fields-agree', 'passed', [], { measures, regions: compared.flatMap(regionOf) })
    const reasons = [...new Set(apart.map(({ field }) => REASONS[field]))]
    // Names are spelled in more ways than rules know: a person compares them.
    const sure = apart.some(({ field, confidence01 }) => REASONS[field] !== 'name-disagrees' && confidence01 >= SURE)
    return makeFinding('fields-agree', sure ? 'failed' : 'review', reasons, {
      measures,
      regions: apart.flatMap(regionOf),
    })
  },
})

function regionOf({ field, sources, agree, box, page }: Comparison): readonly Region[] {
  return box === undefined || page === undefined
    ? []
    : [{ on: `page-${page}`, box, label: `${field}: ${sources.join(' and ')} ${agree ? 'agree' : 'disagree'}` }]
}
