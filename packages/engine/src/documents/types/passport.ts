import { OLDER_PASSPORT_WORDS, PASSPORT_PAGE, PASSPORT_REQUIRED, PASSPORT_WORDS } from '../country-passport.ts'
import { defineDocument, ID_3 } from '../define-document.ts'

/** Passport booklets of any state after ICAO 9303 part 4. */
export default defineDocument({
  title: 'Passport of any state',
  codes: [
    { code: 'GLB03002', vocabulary: PASSPORT_WORDS, dates: 'iso' },
    {
      code: '01000000',
      vocabulary: {
        surname: 'surname',
        givenname: 'givenNames',
        sex: 'sex',
        birthDate: 'birthDate',
        passportNo: 'documentNumber',
        nationality: 'nationality',
        expiryDate: 'expiryDate',
        countryCode: 'issuingState',
      },
      dates: 'iso',
    },
    { code: 'GLB03001', vocabulary: OLDER_PASSPORT_WORDS, dates: 'iso' },
  ],
  issuers: [],
  size: ID_3,
  mrz: { formats: ['TD3'], prefix: /^P/, page: '01' },
  pages: { '01': PASSPORT_PAGE },
  required: PASSPORT_REQUIRED,
  print: { script: 'latin', dates: 'day-MON-year' },
  measured: 'specimens',
})
