import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { listB } from '../vocabularies.ts'

/** The identity card of foreign permanent residents of mainland China. Cards of 2017 have 15 characters, later ones 18 digits. */
export default defineDocument({
  title: 'Foreign permanent resident identity card of mainland China',
  codes: [
    {
      code: 'CHN06001',
      vocabulary: listB([
        'fullName',
        'sex',
        'birthDate',
        'documentNumber',
        'nationality',
        'issueDate',
        'expiryDate',
        'issuingAuthority',
      ]),
      dates: 'as-printed',
    },
  ],
  issuers: ['CHN'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [
        anchor('外国人永久居留身份证', [22, 4.5], 3),
        anchor('FOREIGN PERMANENT RESIDENT ID CARD', [20, 8.6], 1.6),
      ],
      portrait: [4, 13, 22, 28],
      fields: [
        beside('fullName', 'name', '姓名 Name', [29, 14], 15, 38),
        beside('sex', 'sex', '性别 Sex', [29, 19.5], 15, 10),
        beside('birthDate', 'date', '出生日期 Date of Birth', [29, 25], 28, 26),
        beside('nationality', 'text', '国籍 Nationality', [29, 30.5], 22, 32),
        beside('expiryDate', 'validity', '有效期限 Period of Validity', [4, 45], 34, 44),
        beside('issuingAuthority', 'han', '签发机关', [29, 36], 15, 38),
        beside('documentNumber', 'number', '证件号码 Card No', [4, 50.5], 24, 44),
      ],
    },
  },
  number: {
    ...formOnly('three letters and twelve digits, or eighteen digits that start with 9', 'USA############'),
    holds: (number) => /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/.test(number),
  },
  required: ['fullName', 'sex', 'birthDate', 'documentNumber', 'expiryDate'],
  print: { script: 'simplified', dates: 'ymd-dots' },
  measured: 'renderings',
})
