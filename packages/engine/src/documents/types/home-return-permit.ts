import { defineDocument, ID_1 } from '../define-document.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { PERMIT_LIST_A, PERMIT_LIST_B, permitPage } from '../travel-permit.ts'

export default defineDocument({
  title: 'Mainland travel permit for Hong Kong and Macao residents',
  codes: [
    {
      code: '00000009',
      vocabulary: Object.fromEntries(Object.entries(PERMIT_LIST_A).filter(([word]) => word !== 'placeOfIssue')),
      dates: 'iso',
    },
    { code: 'CHN05002', vocabulary: PERMIT_LIST_B, dates: 'as-printed' },
  ],
  issuers: ['CHN'],
  size: ID_1,
  pages: {
    '01': permitPage('港澳居民来往内地通行证', 'MAINLAND TRAVEL PERMIT FOR HONG KONG AND MACAO RESIDENTS'),
  },
  number: {
    ...formOnly('H or M, eight digits, on older cards two more for the issue', 'H########'),
    holds: (number) => /^[HM]\d{8}(\d{2})?$/.test(number),
  },
  required: ['localName', 'fullName', 'sex', 'birthDate', 'documentNumber', 'expiryDate'],
  print: { script: 'simplified', dates: 'ymd-dots' },
  measured: 'renderings',
})
