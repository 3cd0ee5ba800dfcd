import { defineDocument } from '../define-document.ts'

/** Passport booklets of any state after ICAO 9303 part 4. */
export default defineDocument({
  title: 'Passport',
  codes: [
    {
      code: 'GLB03002',
      vocabulary: {
        surname: 'surname',
        given_names: 'givenNames',
        sex: 'sex',
        date_of_birth: 'birthDate',
        passport_number: 'documentNumber',
        nationality: 'nationality',
        date_of_expiry: 'expiryDate',
        country_code: 'issuingState',
      },
    },
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
    },
  ],
  sides: ['01'],
  // 125 mm x 88 mm, ISO/IEC 7810 ID-3.
  aspect: 1.42,
  mrz: { formats: ['TD3'], prefix: /^P/ },
  // Some holders have one name only; it stands in the place of the surname.
  required: ['surname', 'documentNumber', 'nationality', 'birthDate', 'expiryDate', 'issuingState'],
})
