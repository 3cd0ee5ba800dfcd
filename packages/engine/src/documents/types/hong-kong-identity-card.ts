import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, bare, below } from '../layout/page-layout.ts'
import { hongKong } from '../numbers/hong-kong.ts'
import { listB, type Vocabulary } from '../vocabularies.ts'

const LIST_A: Vocabulary = {
  name: 'localName',
  englishName: 'fullName',
  nameCode: 'nameCode',
  sex: 'sex',
  birthDate: 'birthDate',
  idNumber: 'documentNumber',
  currentIssueDate: 'issueDate',
  firstIssueDate: 'firstIssueDate',
  symbols: 'symbols',
}
const LIST_B = listB([
  'fullName',
  'localName',
  'nameCode',
  'sex',
  'birthDate',
  'documentNumber',
  'issueDate',
  'firstIssueDate',
  'symbols',
])

/** The Hong Kong identity cards of 2003 and 2018; they print the same fields under the same labels. */
export default defineDocument({
  title: 'Hong Kong identity card (2003 and 2018)',
  codes: [
    { code: 'HKG01002', vocabulary: LIST_B, dates: 'as-printed' },
    { code: 'HKG01001', vocabulary: LIST_B, dates: 'as-printed' },
    { code: '00000008', vocabulary: LIST_A, dates: 'iso' },
    { code: '00000006', vocabulary: LIST_A, dates: 'iso' },
  ],
  issuers: ['HKG'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('香港永久性居民身份證', [4, 4.5], 3), anchor('HONG KONG PERMANENT IDENTITY CARD', [4, 9], 2)],
      portrait: [4, 19, 22, 28],
      fields: [
        bare('localName', 'han', [30, 14], 24),
        bare('fullName', 'name', [30, 19], 40),
        bare('nameCode', 'code', [30, 24], 30),
        below('birthDate', 'date', '出生日期 Date of Birth', [30, 28.5], 20),
        bare('sex', 'sex', [52, 31.5], 10),
        bare('symbols', 'text', [30, 36], 14),
        below('issueDate', 'short-date', '簽發日期 Date of Issue', [30, 40], 16),
        bare('firstIssueDate', 'code', [52, 43], 12),
        bare('documentNumber', 'number', [30, 49], 26),
      ],
    },
  },
  number: hongKong,
  required: ['fullName', 'sex', 'birthDate', 'documentNumber'],
  print: { script: 'traditional', dates: 'dmy-dashes' },
  measured: 'renderings',
})
