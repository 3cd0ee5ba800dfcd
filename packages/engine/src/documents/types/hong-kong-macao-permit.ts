import { defineDocument, ID_1 } from '../define-document.ts'
import { formOnly } from '../numbers/number-rule.ts'
import { PERMIT_LIST_A, PERMIT_LIST_B, permitPage } from '../travel-permit.ts'

export default defineDocument({
  title: 'Permit for travelling to and from Hong Kong and Macao',
  codes: [
    { code: '00000007', vocabulary: PERMIT_LIST_A, dates: 'iso' },
    { code: 'CHN05001', vocabulary: PERMIT_LIST_B, dates: 'as-printed' },
  ],
  issuers: ['CHN'],
  size: ID_1,
  pages: { '01': permitPage('往来港澳通行证', 'EXIT-ENTRY PERMIT FOR TRAVELLING TO AND FROM HONG KONG AND MACAO') },
  number: {
    ...formOnly('a letter, an optional letter, seven or eight digits', 'C########'),
    holds: (number) => /^[CW][0-9A-Z]\d{7}$/.test(number),
  },
  required: ['localName', 'fullName', 'sex', 'birthDate', 'documentNumber', 'expiryDate'],
  print: { script: 'simplified', dates: 'ymd-dots' },
  measured: 'renderings',
})
