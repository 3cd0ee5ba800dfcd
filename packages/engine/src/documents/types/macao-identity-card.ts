import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, below } from '../layout/page-layout.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { listB } from '../vocabularies.ts'

const LIST_B = listB([
  'localSurname',
  'localGivenNames',
  'surname',
  'givenNames',
  'sex',
  'birthDate',
  'documentNumber',
  'expiryDate',
  'birthPlace',
])

/** Resident identity cards of Macao; how the digit in brackets is computed is not published. */
export default defineDocument({
  title: 'Macao resident identity card',
  codes: [
    { code: 'MAC01001', vocabulary: LIST_B, dates: 'as-printed' },
    { code: 'MAC01002', vocabulary: LIST_B, dates: 'as-printed' },
    { code: 'MAC01003', vocabulary: LIST_B, dates: 'as-printed' },
    ...['00000011', '000000011'].map((code) => ({
      code,
      vocabulary: {
        surnameCN: 'localSurname',
        givennameCN: 'localGivenNames',
        surname: 'surname',
        givenname: 'givenNames',
        sex: 'sex',
        birthDate: 'birthDate',
        idNumber: 'documentNumber',
        expiryDate: 'expiryDate',
        placeOfBirth: 'birthPlace',
      } as const,
      dates: 'iso' as const,
    })),
  ],
  issuers: ['MAC'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [anchor('澳門居民身份證', [28, 4.5], 2.6), anchor('BILHETE DE IDENTIDADE DE RESIDENTE', [28, 8.5], 1.8)],
      portrait: [4, 13, 22, 28],
      fields: [
        below('localSurname', 'han', '姓', [28, 12.5], 12),
        below('localGivenNames', 'han', '名', [42, 12.5], 16),
        below('surname', 'name', 'Apelido', [28, 19], 52),
        below('givenNames', 'name', 'Nome', [28, 25.5], 52),
        below('birthDate', 'date', '出生日期 Data de nasc', [28, 32], 24),
        below('sex', 'sex', '性別 Sexo', [54, 32], 12),
        below('birthPlace', 'code', '出生地 Local de nasc', [68, 32], 14),
        below('expiryDate', 'date', '有效期至 Válido até', [28, 38.5], 24),
        below('documentNumber', 'number', '身份證編號 BIR N', [54, 38.5], 28),
      ],
    },
  },
  number: formOnly('seven digits and one in brackets', '#######(#)'),
  required: ['surname', 'sex', 'birthDate', 'documentNumber'],
  print: { script: 'traditional', dates: 'dmy-dashes' },
  measured: 'renderings',
})
