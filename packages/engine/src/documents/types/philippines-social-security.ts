import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below, beside } from '../layout/page-layout.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { listB } from '../vocabularies.ts'

/** The unified multi-purpose card of the Philippine social security offices. */
export default defineDocument({
  title: 'Unified multi-purpose card of the Philippines',
  codes: [
    {
      code: 'PHL04001',
      vocabulary: listB(['documentNumber', 'surname', 'givenNames', 'middleName', 'sex', 'birthDate', 'address']),
      dates: 'as-printed',
    },
  ],
  issuers: ['PHL'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('Republic of the Philippines', [30, 4], 1.6), anchor('Unified Multi-Purpose ID', [30, 8], 2.4)],
      portrait: [4, 13, 22, 28],
      fields: [
        beside('documentNumber', 'number', 'CRN', [30, 13], 9, 40),
        below('surname', 'name', 'SURNAME', [30, 17.5], 50),
        below('givenNames', 'name', 'GIVEN NAME', [30, 24.5], 50),
        below('middleName', 'name', 'MIDDLE NAME', [30, 31.5], 50),
        below('sex', 'sex', 'SEX', [30, 38.5], 8),
        below('birthDate', 'date', 'DATE OF BIRTH', [48, 38.5], 30),
        below('address', 'text', 'ADDRESS', [30, 45.5], 50),
      ],
    },
  },
  number: formOnly('twelve digits', '####-#######-#'),
  required: ['documentNumber', 'surname', 'givenNames', 'birthDate'],
  print: { script: 'latin', dates: 'ymd-slashes' },
  measured: 'renderings',
})
