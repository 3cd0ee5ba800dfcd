import { type FieldLayout, type FieldName, mrzName, type RegisteredDocument } from '@bonafide/engine'
import { seeded } from '../random.ts'
import type { Holder } from './invent-holder.ts'
import { printDate } from './print-date.ts'

/** What one field of a specimen prints. */
export type PrintedText = readonly [field: FieldName, text: string]

/** How states write sexes on documents in their own script, and their own nationality. */
const SEXES: Readonly<Record<string, Readonly<Record<'M' | 'F', string>>>> = {
  'CHN simplified': { M: '男', F: '女' },
  'TWN traditional': { M: '男', F: '女' },
  'HKG traditional': { M: '男 M', F: '女 F' },
  'IDN latin': { M: 'LAKI-LAKI', F: 'PEREMPUAN' },
  'MYS latin': { M: 'LELAKI', F: 'PEREMPUAN' },
  'VNM vietnamese': { M: 'Nam', F: 'Nữ' },
}
const NATIONALITIES: Readonly<Record<string, string>> = { VNM: 'Việt Nam', IDN: 'WNI', MYS: 'MALAYSIA', PHL: 'PHL' }

/** What the fields of one type print for a holder. */
export function printedText({ field, kind }: FieldLayout, type: RegisteredDocument, holder: Holder): string {
  if (kind === 'validity') return validity(type, holder)
  if (kind === 'date' || kind === 'us-date') return printDate(dayOf(field, holder), type.print.dates)
  if (kind === 'short-date') return shortDay(dayOf(field, holder))
  return TEXTS[field]?.(type, holder, kind) ?? ''
}

/** Documents are valid from their issue to their expiry; mainland China's cards write one line for both. */
function validity(type: RegisteredDocument, { issueDate, expiryDate }: Holder): string {
  return [issueDate, expiryDate]
    .map((date) => printDate(date, type.print.validity ?? type.print.dates))
    .join(type.print.dates === 'ymd-dashes' ? ' 至 ' : '-')
}

function dayOf(field: FieldName, holder: Holder): string {
  const days: Partial<Record<FieldName, string>> = {
    birthDate: holder.birthDate,
    issueDate: holder.issueDate,
    firstIssueDate: holder.firstIssueDate,
    expiryDate: holder.expiryDate,
  }
  return days[field] ?? holder.birthDate
}

function shortDay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${day}-${month}-${year.slice(2)}`
}

type Text = (type: RegisteredDocument, holder: Holder, kind: FieldLayout['kind']) => string

const chinese = ({ print }: RegisteredDocument, { chinese: { simplified, traditional } }: Holder) =>
  print.script === 'traditional' ? traditional : simplified
const stateOf = ({ issuers }: RegisteredDocument) => issuers[0] ?? 'UTO'

const TEXTS: Partial<Readonly<Record<FieldName, Text>>> = {
  fullName: (type, holder, kind) => (kind === 'han' ? hanName(type, holder) : latinName(type, holder)),
  localName: hanName,
  localSurname: (type, holder) => chinese(type, holder).surname,
  localGivenNames: (type, holder) => chinese(type, holder).givenNames,
  surname: (_type, { surname }) => surname.toUpperCase(),
  givenNames: (_type, { givenNames }) => givenNames.toUpperCase(),
  middleName: (_type, { middleName }) => middleName.toUpperCase(),
  sex: (type, { sex }) => SEXES[`${stateOf(type)} ${type.print.script}`]?.[sex] ?? sex,
  ethnicity: (type, holder, kind) => (kind === 'han' ? chinese(type, holder).people : 'UTOPIAN'),
  religion: () => 'KRISTEN',
  birthPlace: (type, holder, kind) => {
    if (kind === 'code') return '10'
    return kind === 'han' ? chinese(type, holder).place : holder.birthPlace.toUpperCase()
  },
  nationality: (type, _holder, kind) => (kind === 'han' ? '中国' : (NATIONALITIES[stateOf(type)] ?? 'UTOPIA')),
  address: (type, holder) =>
    type.print.script === 'simplified' || type.print.script === 'traditional'
      ? chinese(type, holder).address
      : `${holder.street}, ${holder.town}`.toUpperCase(),
  issuingAuthority: (type, holder) => `${chinese(type, holder).place}公安局`,
  issuingPlace: (type, holder) => chinese(type, holder).place,
  licenceClass: (type) => (type.print.script === 'simplified' ? 'C1' : 'D'),
  nameCode: (_type, { seed }) => {
    const digit = digitsOf(seed)
    return [0, 1, 2].map(() => `${digit()}${digit()}${digit()}${digit()}`).join(' ')
  },
  symbols: () => '***AZ',
  firstIssueDate: (_type, { firstIssueDate }) => `(${firstIssueDate.slice(5, 7)}-${firstIssueDate.slice(2, 4)})`,
  documentNumber: (type, { seed, birthDate, sex }) => {
    const digit = digitsOf(seed)
    return type.number?.invent(digit, { birthDate, sex }) ?? `L${Array.from({ length: 8 }, digit).join('')}`
  },
}

/** Draws one digit after the other, the same for the same seed. */
function digitsOf(seed: number): () => number {
  const random = seeded(seed ^ 0x2c1b3c6d)
  return () => Math.floor(random.next() * 10)
}

function hanName(type: RegisteredDocument, holder: Holder): string {
  const { surname, givenNames } = chinese(type, holder)
  return surname + givenNames
}

/** Chinese cards write a comma after the surname, Vietnamese cards put it first without one, the others last. */
function latinName({ print, issuers }: RegisteredDocument, { surname, givenNames }: Holder): string {
  if (print.script === 'vietnamese') return 'NGUYỄN THỊ THU HÀ'
  if (print.script === 'simplified' || print.script === 'traditional') return `${surname.toUpperCase()}, ${givenNames}`
  return issuers.includes('PHL') ? `${surname}, ${givenNames}`.toUpperCase() : `${givenNames} ${surname}`.toUpperCase()
}

/** Machine readable zones know no accents. */
export function zoneName(name: string): string {
  return mrzName(name).replaceAll('<', ' ')
}
