import { aamvaLicence } from '../aamva-licence.ts'

/** The code is ours: list B names none. */
export default aamvaLicence({
  title: 'Driving licence of a province of Canada',
  code: 'CAN02001',
  state: 'CAN',
  headings: ["DRIVER'S LICENCE", 'CANADA'],
  dates: { kind: 'date', style: 'ymd-slashes' },
})
