import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { singapore } from '../numbers/singapore.ts'
import { listB } from '../vocabularies.ts'

export default defineDocument({
  title: 'Driving licence of Singapore',
  codes: [
    {
      code: 'SGP02001',
      vocabulary: listB(['documentNumber', 'fullName', 'birthDate', 'issueDate']),
      dates: 'as-printed',
    },
  ],
  issuers: ['SGP'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('REPUBLIC OF SINGAPORE', [30, 4.5], 2.2), anchor('DRIVING LICENCE', [30, 9], 2.6)],
      portrait: [4, 12, 22, 28],
      fields: [
        beside('documentNumber', 'number', 'Licence Number', [30, 18], 24, 28),
        beside('fullName', 'name', 'Name', [30, 25], 10, 44),
        beside('birthDate', 'date', 'Birth Date', [30, 32], 20, 30),
        beside('issueDate', 'date', 'Issue Date', [30, 39], 20, 30),
      ],
    },
  },
  number: singapore,
  required: ['fullName', 'documentNumber', 'birthDate'],
  print: { script: 'latin', dates: 'day-MON-year' },
  measured: 'renderings',
})
