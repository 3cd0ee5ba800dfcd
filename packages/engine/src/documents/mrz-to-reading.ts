import { birthDateOf, expiryDateOf } from '../mrz/dates.ts'
import { MRZ_FORMATS } from '../mrz/formats.ts'
import type { MrzFields } from '../mrz/parse-mrz.ts'
import type { FoundMrz } from '../mrz/read-mrz.ts'
import type { DocumentFields } from '../verification/document-reading.ts'

/** What no check digit covers. */
const UNPROTECTED = ['names', 'surname', 'givenNames', 'issuingState']

/** Fields in the engine's own spelling. */
export function fieldsOfMrz(mrz: MrzFields, judgedOn: string): DocumentFields {
  const { sex, birthDate, expiryDate, ...plain } = mrz
  return defined({
    ...plain,
    birthDate: birthDate === undefined ? undefined : birthDateOf(birthDate, judgedOn),
    sex: sex === 'M' || sex === 'F' ? sex : sex === undefined ? undefined : 'X',
    expiryDate: expiryDate === undefined ? undefined : expiryDateOf(expiryDate, judgedOn),
  })
}

type Optional<T> = { readonly [Key in keyof T]: T[Key] | undefined }

function defined(fields: Optional<DocumentFields>): DocumentFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Smallest confidence over the characters that no digit protects, the fillers after the names left out. */
export function unprotectedConfidence({ parsed, readings }: FoundMrz): number {
  const format = MRZ_FORMATS.find(({ name }) => name === parsed.format)
  const spans = (format?.fields ?? []).filter(({ key }) => UNPROTECTED.includes(key))
  return Math.min(
    ...spans.flatMap(({ line, start, end }) => {
      const { text = '', confidences = [] } = readings[line] ?? {}
      const used = text.slice(start, end).replace(/<+$/, '').length
      return confidences.slice(start, start + used)
    }),
    1,
  )
}
