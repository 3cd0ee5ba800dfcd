import { defineDocument, ID_3, type RegisteredDocument } from './define-document.ts'
import { below, type PageLayout } from './layout/page-layout.ts'
import type { NumberRule } from './numbers/number-rule.ts'
import { listB, type Vocabulary } from './vocabularies.ts'

/**
 * Labels of passport pages after ICAO 9303 part 4 in English and French; states put them where they like, and most add
 * their own language. So a value is looked for under its label, wherever that is.
 */
export const PASSPORT_PAGE: PageLayout = {
  placedByLabels: true,
  anchors: [
    { text: 'PASSPORT', at: [43, 7], height: 2.4 },
    { text: 'Type', at: [43, 16.4], height: 1.4 },
  ],
  portrait: [5, 15, 33, 44],
  otherLabels: [
    'Type',
    'Country code',
    'Code of issuing state',
    'Code du pays',
    'Nationality',
    'Nationalité',
    'Authority',
    'Autorité',
    'Personal No',
    'No personnel',
    "Holder's signature",
    'Signature du titulaire',
  ],
  fields: [
    below('documentNumber', 'number', ['Passport No', 'Passport Number', 'No du passeport'], [92, 16.4], 28),
    below('surname', 'name', ['Surname', 'Nom'], [43, 24.4], 78),
    below('givenNames', 'name', ['Given names', 'Given name', 'Prénoms'], [43, 32.4], 78),
    below('sex', 'sex', ['Sex', 'Sexe'], [92, 40.4], 28),
    below('birthDate', 'date', ['Date of birth', 'Date de naissance'], [43, 48.4], 28),
    below('birthPlace', 'text', ['Place of birth', 'Lieu de naissance'], [74, 48.4], 46),
    below('issueDate', 'date', ['Date of issue', 'Date de délivrance'], [43, 56.4], 28),
    below('expiryDate', 'date', ['Date of expiry', "Date d'expiration", 'Date of expiration'], [74, 56.4], 46),
  ],
}

export const PASSPORT_WORDS: Vocabulary = {
  surname: 'surname',
  given_names: 'givenNames',
  sex: 'sex',
  date_of_birth: 'birthDate',
  passport_number: 'documentNumber',
  nationality: 'nationality',
  date_of_expiry: 'expiryDate',
  country_code: 'issuingState',
}

/** The words of GLB03001, the older answer for passports; `name` is the name as the page divides it. */
export const OLDER_PASSPORT_WORDS: Vocabulary = {
  surname: 'surname',
  given_names: 'givenNames',
  ...listB(
    [
      'birthDate',
      'birthPlace',
      'issueDate',
      'expiryDate',
      'sex',
      'nationality',
      'documentNumber',
      'issuingPlace',
      'issuingState',
    ],
    {
      documentNumber: 'passport_number',
    },
  ),
  type: 'documentCode',
}

/** Some holders have one name only; it stands in the place of the surname. */
export const PASSPORT_REQUIRED = [
  'surname',
  'documentNumber',
  'nationality',
  'birthDate',
  'expiryDate',
  'issuingState',
] as const

/** The passport of one state: what every passport has, and the form of that state's numbers. */
export function countryPassport(code: string, title: string, state: string, number: NumberRule): RegisteredDocument {
  return defineDocument({
    title,
    codes: [{ code, vocabulary: OLDER_PASSPORT_WORDS, dates: 'iso' }],
    issuers: [state],
    size: ID_3,
    mrz: { formats: ['TD3'], prefix: /^P/, page: '01' },
    pages: { '01': PASSPORT_PAGE },
    number,
    required: PASSPORT_REQUIRED,
    print: { script: 'latin', dates: 'day-MON-year' },
    measured: 'renderings',
  })
}
