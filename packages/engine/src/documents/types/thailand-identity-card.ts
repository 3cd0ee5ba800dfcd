import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below, beside } from '../layout/page-layout.ts'
import { thailand } from '../numbers/thailand.ts'
import { listB } from '../vocabularies.ts'

/** The Thai card prints most fields in Thai and English; only the English ones are read. */
export default defineDocument({
  title: 'Identity card of Thailand',
  codes: [
    {
      code: 'THA01001',
      vocabulary: listB(['documentNumber', 'givenNames', 'surname', 'birthDate', 'issueDate', 'expiryDate']),
      dates: 'as-printed',
    },
  ],
  issuers: ['THA'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('Thai National ID Card', [46, 4.5], 2.2)],
      portrait: [63, 26, 19, 24],
      fields: [
        beside('documentNumber', 'number', 'Identification Number', [14, 9.5], 28, 40),
        beside('givenNames', 'name', 'Name', [26, 20], 9, 44),
        beside('surname', 'name', 'Last name', [26, 24.5], 15, 40),
        beside('birthDate', 'date', 'Date of Birth', [26, 31.5], 18, 30),
        below('issueDate', 'date', 'Date of Issue', [6, 44], 22),
        below('expiryDate', 'date', 'Date of Expiry', [40, 44], 22),
      ],
    },
  },
  number: thailand,
  required: ['documentNumber', 'givenNames', 'surname', 'birthDate'],
  print: { script: 'latin', dates: 'day-Mon-year' },
  measured: 'renderings',
})
