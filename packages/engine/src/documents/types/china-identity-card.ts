import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { chinaResident } from '../numbers/china-resident.ts'
import { listB } from '../vocabularies.ts'

/** The second-generation resident identity card of mainland China. */
export default defineDocument({
  title: 'Resident identity card of mainland China',
  codes: [
    {
      code: 'CHN01001',
      vocabulary: listB([
        'fullName',
        'documentNumber',
        'birthDate',
        'sex',
        'address',
        'ethnicity',
        'issuingAuthority',
        'issueDate',
        'expiryDate',
      ]),
      dates: 'as-printed',
    },
    {
      code: '00000001',
      vocabulary: {
        name: 'fullName',
        sex: 'sex',
        ethnicity: 'ethnicity',
        birthDate: 'birthDate',
        idNumber: 'documentNumber',
        address: 'address',
        issueDate: 'issueDate',
        expiryDate: 'expiryDate',
        originOfIssue: 'issuingAuthority',
      },
      dates: 'iso',
    },
  ],
  issuers: ['CHN'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [],
      portrait: [56, 8, 24, 30],
      fields: [
        beside('fullName', 'han', '姓名', [6, 9], 10, 38),
        beside('sex', 'sex', '性别', [6, 15.5], 10, 8),
        beside('ethnicity', 'han', '民族', [25, 15.5], 9, 18),
        beside('birthDate', 'date', '出生', [6, 22], 10, 38),
        beside('address', 'text', '住址', [6, 28.5], 10, 38, 3),
        beside('documentNumber', 'number', '公民身份号码', [6, 47], 23, 54),
      ],
    },
    '02': {
      anchors: [anchor('中华人民共和国', [31, 13], 4), anchor('居民身份证', [30, 22], 5)],
      fields: [
        beside('issuingAuthority', 'han', '签发机关', [18, 40], 17, 45),
        beside('expiryDate', 'validity', '有效期限', [18, 47], 17, 45),
      ],
    },
  },
  number: chinaResident,
  required: ['fullName', 'sex', 'birthDate', 'documentNumber', 'address'],
  print: { script: 'simplified', dates: 'year-month-day-han', validity: 'ymd-dots' },
  measured: 'renderings',
})
