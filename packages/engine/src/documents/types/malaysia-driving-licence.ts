import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, bare, below } from '../layout/page-layout.ts'
import { malaysia } from '../numbers/malaysia.ts'
import { listB } from '../vocabularies.ts'

export default defineDocument({
  title: 'Driving licence of Malaysia',
  codes: [
    {
      code: 'MYS02001',
      vocabulary: listB([
        'documentNumber',
        'fullName',
        'nationality',
        'licenceClass',
        'issueDate',
        'expiryDate',
        'address',
      ]),
      dates: 'as-printed',
    },
  ],
  issuers: ['MYS'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [
        anchor('LESEN MEMANDU', [4, 4.5], 2.2),
        anchor('DRIVING LICENCE', [4, 8.5], 2),
        anchor('MALAYSIA', [60, 4.5], 2.4),
      ],
      portrait: [4, 12, 20, 26],
      fields: [
        bare('fullName', 'name', [27, 13], 55),
        below('nationality', 'text', 'Warganegara / Nationality', [27, 17], 26),
        below('documentNumber', 'number', 'No. Pengenalan / Identity No.', [56, 17], 28),
        below('licenceClass', 'text', 'Kelas / Class', [27, 24], 20),
        below('expiryDate', 'validity', 'Tempoh / Validity', [27, 31], 54),
        below('address', 'text', 'Alamat / Address', [27, 38], 54),
      ],
    },
  },
  number: malaysia,
  required: ['documentNumber', 'fullName', 'licenceClass', 'expiryDate'],
  print: { script: 'latin', dates: 'dmy-slashes' },
  measured: 'renderings',
})
