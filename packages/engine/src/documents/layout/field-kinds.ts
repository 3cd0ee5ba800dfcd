import type { DocumentFields } from '../../verification/document-reading.ts'
import { foldedName } from './folded-name.ts'
import { printedDate, printedDates } from './printed-dates.ts'

export type FieldName = keyof DocumentFields

/**
 * What may stand in a field:
 * - `name`, `text`: anything with a letter in it
 * - `han`: Chinese characters
 * - `number`: a document number; the type's rule decides
 * - `code`: digits and signs, kept as printed
 * - `date`: one day; `us-date`: one day, the month before the day; `short-date`: a day of this century, `DD-MM-YY`
 * - `validity`: first and last day, or a first day and a word for "without end"; fills two fields
 * - `state`: a state or nationality in words or letters
 */
export type FieldKind =
  | 'name'
  | 'han'
  | 'text'
  | 'number'
  | 'date'
  | 'us-date'
  | 'short-date'
  | 'validity'
  | 'sex'
  | 'state'
  | 'code'

/** A value in the form in which it is compared, and the part of the print that says it. */
export interface ReadValue {
  readonly field: FieldName
  readonly text: string
  readonly value: string
}

/** The expiry date of what is valid without end. */
export const NO_END = '9999-12-31'
const WITHOUT_END = /长期|長期|永久|SEUMUR HIDUP|PERMANENT/i

/** What a printed text says in a field; undefined where the text is not of the field's kind. */
export function readKind(field: FieldName, kind: FieldKind, text: string): readonly ReadValue[] | undefined {
  if (kind === 'validity') return readValidity(text)
  const value = KINDS[kind](text)
  if (value === undefined) return undefined
  // Of a day only the day is shown, not what ran into it; no number has Chinese characters, which specks beside it read as.
  const day = kind === 'date' || kind === 'us-date' ? printedDates(text)[0]?.text : undefined
  const shown = kind === 'number' ? text.replace(/\p{Script=Han}+/gu, ' ') : text
  return [{ field, text: day ?? shown.trim(), value }]
}

function readValidity(text: string): readonly ReadValue[] | undefined {
  const [from, to, more] = printedDates(text)
  if (from === undefined || more !== undefined) return undefined
  const endless = WITHOUT_END.exec(text)?.[0]
  const end = to ?? (endless === undefined ? undefined : { date: NO_END, text: endless })
  if (end === undefined || end.date < from.date) return undefined
  return [
    { field: 'issueDate', text: from.text, value: from.date },
    { field: 'expiryDate', text: end.text, value: end.date },
  ]
}

const HAN = /\p{Script=Han}/u
const LETTER = /\p{Letter}/u

const SEXES: readonly (readonly [RegExp, 'M' | 'F' | 'X'])[] = [
  // The longer words first: FEMALE ends in MALE, PEREMPUAN and WANITA are Indonesian and Malay, LAKI-LAKI and LELAKI too.
  [/^(F|FEMALE|FEMME|女|PEREMPUAN|WANITA|NU|NỮ|FEMENINO|MUJER|2)$/, 'F'],
  [/^(M|MALE|HOMME|男|LAKILAKI|LELAKI|NAM|MASCULINO|HOMBRE|1)$/, 'M'],
  [/^(X|<)$/, 'X'],
]

const KINDS: Readonly<Record<Exclude<FieldKind, 'validity'>, (text: string) => string | undefined>> = {
  name: (text) => (LETTER.test(text) ? foldedName(text) || undefined : undefined),
  han: (text) => (HAN.test(text) ? text.replace(/[\s.·,，:：]/g, '') : undefined),
  text: (text) => (/[\p{Letter}\p{Number}]/u.test(text) ? text.replace(/\s+/g, ' ').trim() : undefined),
  number: (text) => (/\d/.test(text) ? text.toUpperCase().replace(/[^0-9A-Z]/g, '') : undefined),
  code: (text) => (/\d/.test(text) ? text.trim() : undefined),
  date: printedDate,
  'us-date': monthFirstDate,
  'short-date': shortDate,
  sex: sexOf,
  state: (text) => (LETTER.test(text) ? foldedName(text) : undefined),
}

function monthFirstDate(text: string): string | undefined {
  return printedDate(text.replace(/(\d{1,2})\s?[-/]\s?(\d{1,2})\s?[-/]\s?(\d{4})/, '$2/$1/$3'))
}

function shortDate(text: string): string | undefined {
  const match = /(?<!\d)(\d{2})-(\d{2})-(\d{2})(?!\d)/.exec(text)
  return match === null ? undefined : printedDate(`${match[1]}-${match[2]}-20${match[3]}`)
}

function sexOf(text: string): 'M' | 'F' | 'X' | undefined {
  // Bilingual prints say it twice: "F / 女", "女/F", "女F".
  const words = text.toUpperCase().split(/[\s/()]+|(?<=\p{Script=Han})(?=[A-Z])|(?<=[A-Z])(?=\p{Script=Han})/u)
  for (const word of words) {
    const found = SEXES.find(([pattern]) => pattern.test(word.replace(/[^\p{Letter}\d<]/gu, '')))
    if (found !== undefined) return found[1]
  }
  return undefined
}
