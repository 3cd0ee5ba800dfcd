import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below } from '../layout/page-layout.ts'
import { hongKong } from '../numbers/hong-kong.ts'
import { listB } from '../vocabularies.ts'

/** The Hong Kong driving licence. It shows no portrait, so no face can be compared with it. */
export default defineDocument({
  title: 'Hong Kong driving licence',
  codes: [
    {
      code: 'HKG02001',
      vocabulary: listB(['fullName', 'localName', 'documentNumber', 'issueDate', 'expiryDate']),
      dates: 'as-printed',
    },
  ],
  issuers: ['HKG'],
  faceless: true,
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('香港駕駛執照', [6, 5], 3.2), anchor('HONG KONG DRIVING LICENCE', [34, 5], 2)],
      fields: [
        below('localName', 'han', '姓名', [6, 14], 24),
        below('fullName', 'name', 'Name', [34, 14], 44),
        below('documentNumber', 'number', '執照號碼 Licence No', [6, 24], 36),
        below('issueDate', 'date', '簽發日期 Date of Issue', [6, 34], 34),
        below('expiryDate', 'date', '有效日期至 Valid to', [46, 34], 34),
      ],
    },
  },
  number: hongKong,
  required: ['fullName', 'documentNumber', 'expiryDate'],
  print: { script: 'traditional', dates: 'dmy-dashes' },
  measured: 'renderings',
})
