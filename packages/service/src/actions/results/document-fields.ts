import type { DocumentFields } from '@bonafide/engine'

type Names = Readonly<Partial<Record<keyof DocumentFields, string>>>

/** The engine's fields under the names of the API, by document type (check-result.md section 4.2). */
const FIELD_NAMES: Readonly<Record<string, Names>> = {
  '01000000': {
    surname: 'surname',
    givenNames: 'givenname',
    sex: 'sex',
    birthDate: 'birthDate',
    documentNumber: 'passportNo',
    nationality: 'nationality',
    expiryDate: 'expiryDate',
    issuingState: 'countryCode',
  },
  GLB03002: {
    surname: 'surname',
    givenNames: 'given_names',
    sex: 'sex',
    birthDate: 'date_of_birth',
    documentNumber: 'passport_number',
    nationality: 'nationality',
    expiryDate: 'date_of_expiry',
    issuingState: 'country_code',
  },
}

/** The fields that were read, under the names that the document type has on the wire. */
export function fieldsOnWire(documentType: string, fields: DocumentFields): Readonly<Record<string, string>> {
  const names = Object.entries(FIELD_NAMES[documentType] ?? {})
  const read = new Map<string, string | undefined>(Object.entries(fields))
  return Object.fromEntries(
    names.flatMap(([field, name]) => {
      const value = read.get(field)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Document types whose fields have names on the wire. */
export const TYPES_ON_WIRE: readonly string[] = Object.keys(FIELD_NAMES)
