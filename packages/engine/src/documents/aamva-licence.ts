import { defineDocument, ID_1, type RegisteredDocument } from './define-document.ts'
import { anchor, below, beside } from './layout/page-layout.ts'
import { listB } from './vocabularies.ts'

/** What differs between the licences of the states that print them by the card design standard of the AAMVA. */
interface AamvaLicence {
  readonly title: string
  readonly code: string
  readonly state: string
  /** What the front calls the card, and the state. */
  readonly headings: readonly [card: string, state: string]
  readonly dates: { readonly kind: 'date' | 'us-date'; readonly style: 'mdy-slashes' | 'ymd-slashes' }
}

/**
 * A driving licence of North America. The standard numbers its labels; what stands where differs from one issuer to the
 * next. The record in the barcode on the back is what the reading rests on.
 */
export function aamvaLicence({ title, code, state, headings, dates }: AamvaLicence): RegisteredDocument {
  const { kind, style } = dates
  return defineDocument({
    title,
    codes: [
      {
        code,
        vocabulary: listB([
          'documentNumber',
          'surname',
          'givenNames',
          'birthDate',
          'sex',
          'address',
          'issueDate',
          'expiryDate',
        ]),
        dates: 'as-printed',
      },
    ],
    issuers: [state],
    size: ID_1,
    barcode: { page: '02', format: 'AAMVA', box: [6, 8, 73.5, 16] },
    pages: {
      '01': {
        anchors: [anchor(headings[0], [34, 5], 2.6), anchor(headings[1], [70, 5], 2.2)],
        portrait: [4, 12, 24, 30],
        fields: [
          beside('documentNumber', 'number', '4d DLN', [31, 12], 12, 30),
          beside('expiryDate', kind, '4b EXP', [31, 17], 12, 22),
          below('surname', 'name', '1 LN', [31, 21.5], 50),
          below('givenNames', 'name', '2 FN', [31, 28.5], 50),
          below('address', 'text', '8 ADD', [31, 35.5], 50),
          beside('birthDate', kind, '3 DOB', [31, 44], 12, 24),
          beside('sex', 'sex', '15 SEX', [68, 44], 10, 6),
          beside('issueDate', kind, '4a ISS', [31, 49], 12, 24),
        ],
      },
      '02': { anchors: [], fields: [] },
    },
    required: ['documentNumber', 'surname', 'birthDate', 'expiryDate'],
    print: { script: 'latin', dates: style },
    measured: 'renderings',
  })
}
