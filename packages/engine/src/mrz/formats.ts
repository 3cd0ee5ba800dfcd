import type { CheckDigit, MrzReading } from '../verification/document-reading.ts'

export type MrzFormatName = MrzReading['format']

/**
 * What may stand at a position. `digit-or-filler` is for check digits of fields that may be empty; `state` means letters,
 * but a digit that is clearly printed stands (there are specimens with digits in the issuer).
 */
export type CharacterClass = 'letter' | 'state' | 'digit' | 'digit-or-filler' | 'sex' | 'any'

export type MrzKey =
  | 'documentCode'
  | 'issuingState'
  | 'names'
  | 'surname'
  | 'givenNames'
  | 'documentNumber'
  | 'nationality'
  | 'birthDate'
  | 'sex'
  | 'expiryDate'
  | 'optionalData'
  | 'moreOptionalData'

/** Characters `start` to `end` (exclusive) of one line. */
export interface Span {
  readonly line: number
  readonly start: number
  readonly end: number
}

export interface FieldSpan extends Span {
  readonly key: MrzKey
  readonly characters: CharacterClass
}

export interface CheckSpan {
  readonly field: CheckDigit['field']
  /** What the digit covers, in order. */
  readonly covers: readonly Span[]
  readonly digit: Span
  /** An empty field may carry `<` in place of its digit (ICAO 9303 part 4, personal number). */
  readonly fillerWhenEmpty: boolean
}

export interface MrzFormat {
  readonly name: MrzFormatName
  readonly lines: number
  readonly length: number
  /** How the first line starts. */
  readonly prefix: RegExp
  readonly fields: readonly FieldSpan[]
  readonly checks: readonly CheckSpan[]
  /** A document number longer than nine characters continues in `optionalData` (ICAO 9303 parts 5 and 6). */
  readonly longNumbers: boolean
}

const at = (line: number, start: number, end: number): Span => ({ line, start, end })
const field = (key: MrzKey, characters: CharacterClass, span: Span): FieldSpan => ({ key, characters, ...span })

function check(checked: CheckDigit['field'], covers: readonly Span[], digit: Span, fillerWhenEmpty = false): CheckSpan {
  return { field: checked, covers, digit, fillerWhenEmpty }
}

/** The second line is the same up to its optional data in passports, visas and TD2 cards. */
const HEAD_FIELDS: readonly FieldSpan[] = [
  field('documentCode', 'letter', at(0, 0, 2)),
  field('issuingState', 'state', at(0, 2, 5)),
  field('documentNumber', 'any', at(1, 0, 9)),
  field('nationality', 'state', at(1, 10, 13)),
  field('birthDate', 'digit-or-filler', at(1, 13, 19)),
  field('sex', 'sex', at(1, 20, 21)),
  field('expiryDate', 'digit', at(1, 21, 27)),
]
const HEAD_CHECKS: readonly CheckSpan[] = [
  check('documentNumber', [at(1, 0, 9)], at(1, 9, 10)),
  check('birthDate', [at(1, 13, 19)], at(1, 19, 20)),
  check('expiryDate', [at(1, 21, 27)], at(1, 27, 28)),
]

const TD3: MrzFormat = {
  name: 'TD3',
  lines: 2,
  length: 44,
  prefix: /^[^V]/,
  fields: [...HEAD_FIELDS, field('names', 'letter', at(0, 5, 44)), field('optionalData', 'any', at(1, 28, 42))],
  checks: [
    ...HEAD_CHECKS,
    check('optionalData', [at(1, 28, 42)], at(1, 42, 43), true),
    check('composite', [at(1, 0, 10), at(1, 13, 20), at(1, 21, 43)], at(1, 43, 44)),
  ],
  longNumbers: false,
}

const MRV_A: MrzFormat = {
  name: 'MRV-A',
  lines: 2,
  length: 44,
  prefix: /^V/,
  fields: [...HEAD_FIELDS, field('names', 'letter', at(0, 5, 44)), field('optionalData', 'any', at(1, 28, 44))],
  checks: HEAD_CHECKS,
  longNumbers: false,
}

const TD2: MrzFormat = {
  name: 'TD2',
  lines: 2,
  length: 36,
  prefix: /^(?!IDFRA)[^V]/,
  fields: [...HEAD_FIELDS, field('names', 'letter', at(0, 5, 36)), field('optionalData', 'any', at(1, 28, 35))],
  checks: [...HEAD_CHECKS, check('composite', [at(1, 0, 10), at(1, 13, 20), at(1, 21, 35)], at(1, 35, 36))],
  longNumbers: true,
}

const MRV_B: MrzFormat = {
  name: 'MRV-B',
  lines: 2,
  length: 36,
  prefix: /^V/,
  fields: [...HEAD_FIELDS, field('names', 'letter', at(0, 5, 36)), field('optionalData', 'any', at(1, 28, 36))],
  checks: HEAD_CHECKS,
  longNumbers: false,
}

/** The French identity card of 1988-2021: two lines of 36, the given names in the second. */
const FRA_ID: MrzFormat = {
  name: 'FRA-ID',
  lines: 2,
  length: 36,
  prefix: /^IDFRA/,
  fields: [
    field('documentCode', 'letter', at(0, 0, 2)),
    field('issuingState', 'state', at(0, 2, 5)),
    field('surname', 'letter', at(0, 5, 30)),
    field('optionalData', 'any', at(0, 30, 36)),
    field('documentNumber', 'any', at(1, 0, 12)),
    field('givenNames', 'letter', at(1, 13, 27)),
    field('birthDate', 'digit-or-filler', at(1, 27, 33)),
    field('sex', 'sex', at(1, 34, 35)),
  ],
  checks: [
    check('documentNumber', [at(1, 0, 12)], at(1, 12, 13)),
    check('birthDate', [at(1, 27, 33)], at(1, 33, 34)),
    check('composite', [at(0, 0, 36), at(1, 0, 35)], at(1, 35, 36)),
  ],
  longNumbers: false,
}

const TD1: MrzFormat = {
  name: 'TD1',
  lines: 3,
  length: 30,
  prefix: /^/,
  fields: [
    field('documentCode', 'letter', at(0, 0, 2)),
    field('issuingState', 'state', at(0, 2, 5)),
    field('documentNumber', 'any', at(0, 5, 14)),
    field('optionalData', 'any', at(0, 15, 30)),
    field('birthDate', 'digit-or-filler', at(1, 0, 6)),
    field('sex', 'sex', at(1, 7, 8)),
    field('expiryDate', 'digit', at(1, 8, 14)),
    field('nationality', 'state', at(1, 15, 18)),
    field('moreOptionalData', 'any', at(1, 18, 29)),
    field('names', 'letter', at(2, 0, 30)),
  ],
  checks: [
    check('documentNumber', [at(0, 5, 14)], at(0, 14, 15), false),
    check('birthDate', [at(1, 0, 6)], at(1, 6, 7)),
    check('expiryDate', [at(1, 8, 14)], at(1, 14, 15)),
    check('composite', [at(0, 5, 30), at(1, 0, 7), at(1, 8, 15), at(1, 18, 29)], at(1, 29, 30)),
  ],
  longNumbers: true,
}

/** Every form of machine readable zone that is read, after ICAO 9303 parts 4 to 7. */
export const MRZ_FORMATS: readonly MrzFormat[] = [TD1, FRA_ID, TD2, MRV_B, TD3, MRV_A]

/** The format that lines of this number, length and beginning have, or undefined. */
export function formatOf(lines: readonly string[]): MrzFormat | undefined {
  const [first = ''] = lines
  return MRZ_FORMATS.find(
    (format) =>
      format.lines === lines.length &&
      lines.every((line) => line.length === format.length) &&
      format.prefix.test(first),
  )
}
