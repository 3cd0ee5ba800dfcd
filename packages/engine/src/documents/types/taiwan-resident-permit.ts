import { defineDocument, ID_1 } from '../define-document.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { PERMIT_LIST_A, PERMIT_LIST_B, permitPage } from '../travel-permit.ts'

export default defineDocument({
  title: 'Mainland travel permit for Taiwan residents',
  codes: [
    { code: '00000012', vocabulary: PERMIT_LIST_A, dates: 'iso' },
    { code: '000000012', vocabulary: PERMIT_LIST_A, dates: 'iso' },
    { code: 'CHN05003', vocabulary: PERMIT_LIST_B, dates: 'as-printed' },
  ],
  issuers: ['CHN'],
  size: ID_1,
  pages: { '01': permitPage('台湾居民来往大陆通行证', 'MAINLAND TRAVEL PERMIT FOR TAIWAN RESIDENTS') },
  number: {
    ...formOnly('eight digits', '########'),
    holds: (number) => /^\d{8}$/.test(number),
  },
  required: ['localName', 'fullName', 'sex', 'birthDate', 'documentNumber', 'expiryDate'],
  print: { script: 'simplified', dates: 'ymd-dots' },
  measured: 'renderings',
})
