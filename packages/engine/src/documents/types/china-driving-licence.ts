import { defineDocument } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { chinaResident } from '../numbers/china-resident.ts'
import { listB } from '../vocabularies.ts'

/** The driving licence of mainland China; its number is the holder's resident number. */
export default defineDocument({
  title: 'Driving licence of mainland China',
  codes: [
    {
      code: 'CHN02001',
      vocabulary: listB([
        'fullName',
        'documentNumber',
        'nationality',
        'sex',
        'address',
        'birthDate',
        'firstIssueDate',
        'licenceClass',
        'issueDate',
        'expiryDate',
      ]),
      dates: 'as-printed',
    },
  ],
  issuers: ['CHN'],
  size: { width: 88, height: 60 },
  pages: {
    '01': {
      anchors: [
        anchor('中华人民共和国机动车驾驶证', [14, 4.5], 2.8),
        anchor("Driving License of the People's Republic of China", [16, 8.5], 1.6),
      ],
      portrait: [64, 26, 20, 26],
      fields: [
        beside('documentNumber', 'number', '证号 No', [20, 12.5], 12, 46),
        beside('fullName', 'han', '姓名 Name', [4, 18], 14, 26),
        beside('sex', 'sex', '性别 Sex', [44, 18], 12, 5),
        beside('nationality', 'han', '国籍', [64, 18], 8, 14),
        beside('address', 'text', '住址 Address', [4, 23.5], 17, 40, 2),
        beside('birthDate', 'date', '出生日期 Date of Birth', [4, 34], 28, 30),
        beside('firstIssueDate', 'date', '初次领证日期 Date of First Issue', [4, 40], 36, 22),
        beside('licenceClass', 'text', '准驾车型 Class', [4, 46], 24, 14),
        beside('expiryDate', 'validity', '有效期限 Valid Period', [4, 53], 26, 48),
      ],
    },
  },
  number: chinaResident,
  required: ['fullName', 'sex', 'birthDate', 'documentNumber', 'licenceClass', 'expiryDate'],
  print: { script: 'simplified', dates: 'ymd-dashes' },
  measured: 'renderings',
})
