import type { FieldName } from './layout/field-kinds.ts'

/** The field names of an answer, in the order they are answered, and the field that each one shows. */
export type Vocabulary = Readonly<Record<string, FieldName>>

/** The words of list B (check-result.md section 4.2), in the order in which they are answered. */
const SNAKE: readonly (readonly [FieldName, string])[] = [
  ['fullName', 'name'],
  ['surname', 'surname'],
  ['givenNames', 'given_names'],
  ['middleName', 'middle_name'],
  ['localName', 'name_local'],
  ['localSurname', 'surname_local'],
  ['localGivenNames', 'given_names_local'],
  ['nameCode', 'name_code'],
  ['sex', 'sex'],
  ['ethnicity', 'ethnicity'],
  ['religion', 'religion'],
  ['birthDate', 'date_of_birth'],
  ['birthPlace', 'place_of_birth'],
  ['documentNumber', 'id_number'],
  ['nationality', 'nationality'],
  ['address', 'address'],
  ['licenceClass', 'class'],
  ['firstIssueDate', 'date_of_first_issue'],
  ['issueDate', 'date_of_issue'],
  ['expiryDate', 'date_of_expiry'],
  ['issuingAuthority', 'origin_of_issue'],
  ['issuingPlace', 'place_of_issue'],
  ['symbols', 'symbols'],
  ['issuingState', 'country_code'],
]

/** The fields under the words of list B; `special` are words that one type uses for fields of its own. */
export function listB(
  fields: readonly FieldName[],
  special: Partial<Readonly<Record<FieldName, string>>> = {},
): Vocabulary {
  return Object.fromEntries(
    SNAKE.filter(([field]) => fields.includes(field)).map(([field, word]) => [special[field] ?? word, field]),
  )
}
