import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, bare } from '../layout/page-layout.ts'
import { malaysia } from '../numbers/malaysia.ts'
import { listB } from '../vocabularies.ts'

/** MyKad prints no labels: what a line is follows from its place. */
export default defineDocument({
  title: 'Identity card of Malaysia (MyKad)',
  codes: [
    {
      code: 'MYS01001',
      vocabulary: listB(['documentNumber', 'fullName', 'address', 'religion', 'sex']),
      dates: 'as-printed',
    },
  ],
  issuers: ['MYS'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [
        anchor('KAD PENGENALAN', [4, 4], 2),
        anchor('MALAYSIA', [30, 4], 2),
        anchor('IDENTITY CARD', [4, 7.5], 2),
        anchor('MyKad', [70, 5], 3),
        anchor('WARGANEGARA', [62, 43], 1.8),
      ],
      portrait: [60, 11, 22, 28],
      fields: [
        bare('documentNumber', 'number', [4, 13], 36),
        bare('fullName', 'name', [4, 29], 54),
        bare('address', 'text', [4, 34.5], 54, 4),
        bare('religion', 'text', [62, 46.5], 20),
        bare('sex', 'sex', [62, 50.5], 20),
      ],
    },
    '02': { anchors: [anchor('PENDAFTARAN NEGARA', [4, 48], 2)], fields: [] },
  },
  number: malaysia,
  required: ['documentNumber', 'fullName', 'sex'],
  print: { script: 'latin', dates: 'dmy-dashes' },
  measured: 'renderings',
})
