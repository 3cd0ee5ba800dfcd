import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below, beside } from '../layout/page-layout.ts'
import { singapore } from '../numbers/singapore.ts'
import { listB } from '../vocabularies.ts'

export default defineDocument({
  title: 'Identity card of Singapore',
  codes: [
    {
      code: 'SGP01001',
      vocabulary: listB(
        ['documentNumber', 'fullName', 'ethnicity', 'birthDate', 'sex', 'birthPlace', 'issueDate', 'address'],
        {
          ethnicity: 'race',
        },
      ),
      dates: 'as-printed',
    },
  ],
  issuers: ['SGP'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('REPUBLIC OF SINGAPORE', [26, 4.5], 2.4)],
      portrait: [4, 13, 22, 28],
      fields: [
        beside('documentNumber', 'number', 'IDENTITY CARD NO.', [26, 9.5], 30, 26),
        below('fullName', 'name', 'Name', [30, 15], 52),
        below('ethnicity', 'text', 'Race', [30, 24], 40),
        below('birthDate', 'date', 'Date of birth', [30, 31.5], 28),
        below('sex', 'sex', 'Sex', [64, 31.5], 8),
        below('birthPlace', 'text', 'Country/Place of birth', [30, 39], 44),
      ],
    },
    '02': {
      anchors: [anchor('NRIC No.', [44, 5], 1.6)],
      fields: [
        below('issueDate', 'date', 'Date of issue', [6, 30], 30),
        below('address', 'text', 'Address', [6, 38], 60),
      ],
    },
  },
  number: singapore,
  required: ['fullName', 'documentNumber', 'birthDate', 'sex'],
  print: { script: 'latin', dates: 'dmy-dashes' },
  measured: 'renderings',
})
