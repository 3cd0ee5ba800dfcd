import { anchor, bare, beside, type PageLayout } from './layout/page-layout.ts'
import { listB, type Vocabulary } from './vocabularies.ts'

/** Words of list A for the permits that mainland China issues for Hong Kong, Macao and Taiwan. */
export const PERMIT_LIST_A: Vocabulary = {
  name: 'localName',
  englishName: 'fullName',
  sex: 'sex',
  birthDate: 'birthDate',
  idNumber: 'documentNumber',
  issueDate: 'issueDate',
  expiryDate: 'expiryDate',
  placeOfIssue: 'issuingPlace',
  originOfIssue: 'issuingAuthority',
}

export const PERMIT_LIST_B = listB([
  'localName',
  'fullName',
  'sex',
  'birthDate',
  'documentNumber',
  'issueDate',
  'expiryDate',
  'issuingPlace',
  'issuingAuthority',
])

/** The front of these permits: the same fields under the same labels beneath titles of their own. */
export function permitPage(title: string, english: string): PageLayout {
  return {
    anchors: [anchor(title, [4, 4.5], 3), anchor(english, [4, 8.6], 1.3)],
    portrait: [4, 13, 22, 28],
    fields: [
      bare('documentNumber', 'number', [62, 13], 21),
      beside('localName', 'han', '姓名', [30, 18], 15, 36),
      bare('fullName', 'name', [45, 22.5], 38),
      beside('birthDate', 'date', '出生日期', [30, 27], 15, 22),
      beside('sex', 'sex', '性别', [68, 27], 8, 6),
      beside('expiryDate', 'validity', '有效期限', [30, 32.5], 15, 38),
      beside('issuingPlace', 'han', '签发地点', [30, 38], 15, 38),
      beside('issuingAuthority', 'han', '签发机关', [30, 43.5], 15, 38),
    ],
  }
}
