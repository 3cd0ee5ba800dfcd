import { aamvaLicence } from '../aamva-licence.ts'

/** The code is ours: list B names none. */
export default aamvaLicence({
  title: 'Driving licence of a state of the USA',
  code: 'USA02001',
  state: 'USA',
  headings: ['DRIVER LICENSE', 'USA'],
  dates: { kind: 'us-date', style: 'mdy-slashes' },
})
