import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below, beside } from '../layout/page-layout.ts'
import { vietnam } from '../numbers/vietnam.ts'
import { listB } from '../vocabularies.ts'

/** The citizen identity card of Vietnam with a chip (2021): the back carries a machine readable zone. */
export default defineDocument({
  title: 'Citizen identity card of Vietnam',
  codes: [
    {
      code: 'VNM01001',
      vocabulary: listB([
        'fullName',
        'documentNumber',
        'birthDate',
        'sex',
        'nationality',
        'birthPlace',
        'address',
        'expiryDate',
      ]),
      dates: 'as-printed',
    },
  ],
  issuers: ['VNM'],
  size: ID_1,
  mrz: { formats: ['TD1'], prefix: /^IDVNM/, page: '02' },
  pages: {
    '01': {
      anchors: [anchor('CĂN CƯỚC CÔNG DÂN', [32, 10], 2.8), anchor('Citizen Identity Card', [34, 14], 2)],
      portrait: [4, 19, 21, 27],
      fields: [
        beside('documentNumber', 'number', 'Số / No.', [30, 19], 13, 34),
        below('fullName', 'name', 'Họ và tên / Full name', [30, 23], 52),
        beside('birthDate', 'date', 'Ngày sinh / Date of birth', [30, 30.2], 27, 24),
        beside('sex', 'sex', 'Giới tính / Sex', [30, 34.2], 14.5, 7),
        beside('nationality', 'text', 'Quốc tịch / Nationality', [52.5, 34.2], 23, 10),
        below('birthPlace', 'text', 'Quê quán / Place of origin', [30, 38], 52),
        below('address', 'text', 'Nơi thường trú / Place of residence', [30, 45], 52),
        below('expiryDate', 'date', ['Date of expiry', 'Có giá trị đến'], [3, 48.5], 24),
      ],
    },
    '02': {
      anchors: [anchor('Đặc điểm nhận dạng / Personal identification', [4, 5], 1.6)],
      fields: [below('issueDate', 'date', 'Ngày, tháng, năm / Date, month, year', [30, 11], 40)],
    },
  },
  number: vietnam,
  numbersHolder: true,
  required: ['fullName', 'documentNumber', 'birthDate', 'sex'],
  print: { script: 'vietnamese', dates: 'dmy-slashes' },
  measured: 'renderings',
})
