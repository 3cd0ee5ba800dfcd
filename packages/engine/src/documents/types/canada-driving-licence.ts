import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below, beside } from '../layout/page-layout.ts'
import { listB } from '../vocabularies.ts'

/**
 * The card design standard of the AAMVA numbers its labels; what stands where differs from one issuer to the next. The
 * record in the barcode on the back is what the reading rests on. The code is ours: list B names none.
 */
export default defineDocument({
  title: 'Driving licence of a province of Canada',
  codes: [
    {
      code: 'CAN02001',
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
  issuers: ['CAN'],
  size: ID_1,
  barcode: { page: '02', format: 'AAMVA' },
  pages: {
    '01': {
      anchors: [anchor("DRIVER'S LICENCE", [34, 5], 2.6), anchor('CANADA', [70, 5], 2.2)],
      portrait: [4, 12, 24, 30],
      fields: [
        beside('documentNumber', 'number', '4d DLN', [31, 12], 12, 30),
        beside('expiryDate', 'date', '4b EXP', [31, 17], 12, 22),
        below('surname', 'name', '1 LN', [31, 21.5], 50),
        below('givenNames', 'name', '2 FN', [31, 28.5], 50),
        below('address', 'text', '8 ADD', [31, 35.5], 50),
        beside('birthDate', 'date', '3 DOB', [31, 44], 12, 24),
        beside('sex', 'sex', '15 SEX', [68, 44], 10, 6),
        beside('issueDate', 'date', '4a ISS', [31, 49], 12, 24),
      ],
    },
    '02': { anchors: [], fields: [] },
  },
  required: ['documentNumber', 'surname', 'birthDate', 'expiryDate'],
  print: { script: 'latin', dates: 'ymd-slashes' },
  measured: 'renderings',
})
