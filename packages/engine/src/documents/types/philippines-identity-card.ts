import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, bare, below } from '../layout/page-layout.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { listB } from '../vocabularies.ts'

/** PhilID, the card of the Philippine identification system. */
export default defineDocument({
  title: 'Identity card of the Philippines (PhilID)',
  codes: [
    {
      code: 'PHL01001',
      vocabulary: listB(['documentNumber', 'surname', 'givenNames', 'middleName', 'birthDate', 'address']),
      dates: 'as-printed',
    },
  ],
  issuers: ['PHL'],
  size: ID_1,
  barcode: { page: '02', format: 'QR' },
  pages: {
    '01': {
      anchors: [
        anchor('REPUBLIKA NG PILIPINAS', [30, 3.6], 1.8),
        anchor('PAMBANSANG PAGKAKAKILANLAN', [28, 7], 1.8),
        anchor('Philippine Identification Card', [32, 10.2], 1.5),
      ],
      portrait: [4, 19, 21, 27],
      fields: [
        bare('documentNumber', 'number', [4, 15], 44),
        below('surname', 'name', ['Apelyido/Last Name'], [28, 19], 40),
        below('givenNames', 'name', ['Mga Pangalan/Given Names'], [28, 26], 40),
        below('middleName', 'name', ['Gitnang Apelyido/Middle Name'], [28, 33], 40),
        below('birthDate', 'date', ['Petsa ng Kapanganakan/Date of Birth'], [28, 40], 40),
        below('address', 'text', ['Tirahan/Address'], [28, 47], 54),
      ],
    },
  },
  number: formOnly('sixteen digits', '####-####-####-####'),
  required: ['documentNumber', 'surname', 'givenNames', 'birthDate'],
  print: { script: 'latin', dates: 'MONTH-day-year' },
  measured: 'renderings',
})
