import { defineDocument, ID_1 } from '../define-document.ts'
import { listB } from '../vocabularies.ts'

/**
 * National identity cards of any state that carry a machine readable zone (ICAO 9303 parts 5 and 6, and the old French
 * card). Only the zone is read: layouts differ from state to state.
 */
export default defineDocument({
  title: 'Identity card of any state with a machine readable zone',
  codes: [
    {
      code: 'GLB01001',
      vocabulary: listB([
        'surname',
        'givenNames',
        'sex',
        'birthDate',
        'documentNumber',
        'nationality',
        'expiryDate',
        'issuingState',
      ]),
      dates: 'iso',
    },
  ],
  issuers: [],
  size: ID_1,
  mrz: { formats: ['TD1', 'TD2', 'FRA-ID'], prefix: /^[IAC]/, page: '02' },
  pages: { '01': { anchors: [], fields: [] }, '02': { anchors: [], fields: [] } },
  required: ['surname', 'documentNumber', 'birthDate', 'issuingState'],
  print: { script: 'latin', dates: 'day-MON-year' },
  measured: 'specimens',
})
