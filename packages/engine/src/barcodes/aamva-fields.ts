import { calendarDate } from '../mrz/dates.ts'
import type { DocumentFields } from '../verification/document-reading.ts'
import type { AamvaRecord } from './parse-aamva.ts'

/** Ways in which versions 1 to 10 of the card design standard print a field; the first one that is there counts. */
const SURNAME = ['DCS', 'DAB', 'DBO']
const GIVEN_NAMES = ['DAC', 'DCT', 'DBP']
const MIDDLE_NAME = ['DAD', 'DBQ']
const DOCUMENT_NUMBER = ['DAQ']

const SEXES: Readonly<Record<string, NonNullable<DocumentFields['sex']>>> = {
  '1': 'M',
  '2': 'F',
  '9': 'X',
  M: 'M',
  F: 'F',
}
const COUNTRIES: Readonly<Record<string, string>> = { USA: 'USA', CAN: 'CAN' }

/** The fields of a record in the engine's own words; what the record leaves empty or marks as unknown is absent. */
export function fieldsOfAamva({ elements }: AamvaRecord): DocumentFields {
  const element = (...ids: readonly string[]) =>
    ids.map((id) => known(elements.get(id))).find((text) => text !== undefined)
  const whole = wholeName(element('DAA'))
  const fields: { readonly [Key in keyof DocumentFields]: DocumentFields[Key] | undefined } = {
    documentNumber: element(...DOCUMENT_NUMBER),
    surname: element(...SURNAME) ?? whole.surname,
    givenNames: givenNames(element(...GIVEN_NAMES), element(...MIDDLE_NAME)) ?? whole.givenNames,
    birthDate: aamvaDate(element('DBB')),
    issueDate: aamvaDate(element('DBD')),
    expiryDate: aamvaDate(element('DBA')),
    sex: SEXES[element('DBC') ?? ''],
    issuingState: COUNTRIES[element('DCG') ?? ''],
    address: addressOf([
      element('DAG', 'DAL'),
      element('DAH'),
      element('DAI', 'DAN'),
      element('DAJ', 'DAO'),
      element('DAK', 'DAP'),
    ]),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Annex D.12.4.4: `NONE` where there is nothing to say, `unavl` where the issuer does not know. */
function known(text: string | undefined): string | undefined {
  return text === undefined || text === '' || /^(none|unavl)$/i.test(text) ? undefined : text
}

/** Version 1 prints the whole name as `LAST,FIRST,MIDDLE`. */
function wholeName(text: string | undefined): { readonly surname?: string; readonly givenNames?: string } {
  const [surname, ...given] = (text ?? '').split(',').map((part) => part.trim())
  const givenNames = given.filter((part) => part !== '').join(' ')
  return {
    ...(surname === undefined || surname === '' ? {} : { surname }),
    ...(givenNames === '' ? {} : { givenNames }),
  }
}

/** Versions 2 and 3 separate given names with commas. */
function givenNames(first: string | undefined, middle: string | undefined): string | undefined {
  const names = [first, middle].flatMap((text) => text?.split(/[,\s]+/) ?? []).filter((part) => part !== '')
  return names.length === 0 ? undefined : names.join(' ')
}

/** `MMDDCCYY` in the United States, `CCYYMMDD` in Canada and in version 1; only one of them is a date of these centuries. */
function aamvaDate(text: string | undefined): string | undefined {
  const [, first = '', second = ''] = /^(\d{4})(\d{4})$/.exec(text ?? '') ?? []
  const readings = [`${second}${first}`, `${first}${second}`].map((digits) =>
    /^(19|20|21)/.test(digits) ? calendarDate(digits) : undefined,
  )
  return readings.find((date) => date !== undefined)
}

function addressOf(parts: readonly (string | undefined)[]): string | undefined {
  const given = parts.filter((part) => part !== undefined)
  return given.length === 0 ? undefined : given.join(', ')
}
