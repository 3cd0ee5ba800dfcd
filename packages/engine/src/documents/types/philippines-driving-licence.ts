import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below } from '../layout/page-layout.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { listB } from '../vocabularies.ts'

export default defineDocument({
  title: "Driver's license of the Philippines",
  codes: [
    {
      code: 'PHL02001',
      vocabulary: listB(['documentNumber', 'fullName', 'nationality', 'sex', 'birthDate', 'address', 'expiryDate']),
      dates: 'as-printed',
    },
  ],
  issuers: ['PHL'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('LAND TRANSPORTATION OFFICE', [30, 7], 1.8), anchor("DRIVER'S LICENSE", [34, 11], 2.2)],
      portrait: [4, 14, 22, 28],
      fields: [
        below('fullName', 'name', 'Last Name. First Name. Middle Name', [29, 15], 54),
        below('nationality', 'state', 'Nationality', [29, 22], 16),
        below('sex', 'sex', 'Sex', [47, 22], 8),
        below('birthDate', 'date', 'Date of Birth', [57, 22], 26),
        below('address', 'text', 'Address', [29, 29], 54),
        below('documentNumber', 'number', 'License No.', [29, 36], 26),
        below('expiryDate', 'date', 'Expiration Date', [57, 36], 26),
      ],
    },
  },
  number: formOnly('a letter and ten digits', '@##-##-######'),
  required: ['documentNumber', 'fullName', 'birthDate', 'expiryDate'],
  print: { script: 'latin', dates: 'ymd-slashes' },
  measured: 'renderings',
})
