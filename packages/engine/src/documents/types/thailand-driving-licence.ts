import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { listB } from '../vocabularies.ts'

/** The Thai driving licence; only what it prints in English is read. */
export default defineDocument({
  title: 'Driving licence of Thailand',
  codes: [
    {
      code: 'THA02001',
      vocabulary: listB(['documentNumber', 'fullName', 'birthDate', 'issueDate', 'expiryDate']),
      dates: 'as-printed',
    },
  ],
  issuers: ['THA'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('Kingdom of Thailand', [30, 4.5], 2.2), anchor('Private Car Driving Licence', [28, 9], 2)],
      portrait: [62, 24, 20, 26],
      fields: [
        beside('documentNumber', 'number', 'No.', [4, 16], 8, 24),
        beside('issueDate', 'date', 'Issue Date', [4, 22], 18, 26),
        beside('expiryDate', 'date', 'Expiry Date', [4, 27.5], 18, 26),
        beside('fullName', 'name', 'Name', [4, 34], 10, 46),
        beside('birthDate', 'date', 'Birth Date', [4, 40], 18, 26),
      ],
    },
  },
  number: formOnly('eight digits', '########'),
  required: ['documentNumber', 'fullName', 'birthDate', 'expiryDate'],
  print: { script: 'latin', dates: 'day-Mon-year' },
  measured: 'renderings',
})
