import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { taiwan } from '../numbers/taiwan.ts'
import { listB } from '../vocabularies.ts'

/** The national identification card of Taiwan; years count from 1911. */
export default defineDocument({
  title: 'National identification card of Taiwan',
  codes: [
    {
      code: 'TWN01001',
      vocabulary: listB(['fullName', 'documentNumber', 'sex', 'birthDate', 'issueDate', 'birthPlace', 'address']),
      dates: 'as-printed',
    },
  ],
  issuers: ['TWN'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('中華民國國民身分證', [8, 5], 3.2)],
      portrait: [58, 10, 24, 30],
      fields: [
        beside('fullName', 'han', '姓名', [4, 14], 16, 36),
        beside('birthDate', 'date', '出生年月日', [4, 24], 16, 36),
        beside('sex', 'sex', '性別', [58, 46], 8, 6),
        beside('issueDate', 'date', '發證日期', [4, 34], 16, 40),
        beside('documentNumber', 'number', '統一編號', [4, 48], 16, 30),
      ],
    },
    '02': {
      anchors: [anchor('配偶', [4, 18], 2.4), anchor('役別', [48, 18], 2.4)],
      fields: [
        beside('birthPlace', 'han', '出生地', [4, 28], 14, 50),
        beside('address', 'text', '住址', [4, 36], 14, 60, 2),
      ],
    },
  },
  number: taiwan,
  required: ['fullName', 'sex', 'birthDate', 'documentNumber'],
  print: { script: 'traditional', dates: 'republic-han' },
  measured: 'renderings',
})
