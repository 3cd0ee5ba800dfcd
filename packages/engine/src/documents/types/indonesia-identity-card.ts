import { defineDocument, ID_1 } from '../define-document.ts'
import { anchor, beside } from '../layout/page-layout.ts'
import { indonesia } from '../numbers/indonesia.ts'
import { listB } from '../vocabularies.ts'

/** The electronic KTP; since 2013 it is valid for life. */
export default defineDocument({
  title: 'Identity card of Indonesia (KTP)',
  codes: [
    {
      code: 'IDN01001',
      vocabulary: listB(['fullName', 'documentNumber', 'birthDate', 'sex', 'address', 'religion', 'nationality']),
      dates: 'as-printed',
    },
  ],
  issuers: ['IDN'],
  size: ID_1,
  pages: {
    '01': {
      anchors: [
        anchor('PROVINSI', [26, 4], 2),
        anchor('KABUPATEN', [28, 7.5], 2),
        anchor('Berlaku Hingga', [4, 50.5], 1.5),
      ],
      portrait: [62, 13, 20, 26],
      fields: [
        beside('documentNumber', 'number', 'NIK', [4, 12], 15, 42),
        beside('fullName', 'name', 'Nama', [4, 16.5], 19, 38),
        beside('birthDate', 'date', 'Tempat/Tgl Lahir', [4, 20.5], 19, 38),
        beside('sex', 'sex', 'Jenis Kelamin', [4, 24.5], 19, 22),
        beside('address', 'text', 'Alamat', [4, 28.5], 19, 38),
        beside('religion', 'text', 'Agama', [4, 37], 19, 30),
        beside('nationality', 'text', 'Kewarganegaraan', [4, 46], 19, 30),
      ],
    },
  },
  number: indonesia,
  required: ['fullName', 'documentNumber', 'birthDate', 'sex'],
  print: { script: 'latin', dates: 'dmy-dashes' },
  measured: 'renderings',
})
