import { printMrz } from '@bonafide/engine'
import { SPECIMEN_STATE, type SpecimenFields } from './specimen-fields.ts'

/** Fields of a TD3 MRZ that a check digit protects, with the place of that digit in the second line (ICAO 9303 part 4). */
const CHECK_DIGITS = { documentNumber: 9, birthDate: 19, expiryDate: 27, composite: 43 } as const

export type ProtectedField = keyof typeof CHECK_DIGITS

/** The two lines of a specimen; with `wrongDigit` the check digit of that field is another one than it should be. */
export function specimenMrz(fields: SpecimenFields, wrongDigit?: ProtectedField): readonly string[] {
  const [names = '', data = ''] = printMrz({
    documentCode: 'P',
    issuingState: SPECIMEN_STATE,
    surname: fields.surname,
    givenNames: fields.givenNames,
    documentNumber: fields.documentNumber,
    nationality: fields.nationality,
    birthDate: shortDate(fields.birthDate),
    sex: fields.sex === 'X' ? '<' : fields.sex,
    expiryDate: shortDate(fields.expiryDate),
    ...(fields.personalNumber === undefined ? {} : { optionalData: fields.personalNumber }),
  })
  return [names, wrongDigit === undefined ? data : spoil(data, CHECK_DIGITS[wrongDigit])]
}

/** Puts a digit there that does not look like the right one: a reader must not take it for a slip of its own. */
function spoil(line: string, place: number): string {
  const wrong = ['4', '9', '1', '7'].includes(line[place] ?? '') ? '2' : '4'
  return line.slice(0, place) + wrong + line.slice(place + 1)
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '')
}
