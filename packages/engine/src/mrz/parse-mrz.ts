import type { CheckDigit } from '../verification/document-reading.ts'
import { checkDigit } from './check-digit.ts'
import { type CheckSpan, formatOf, type MrzFormat, type MrzFormatName, type MrzKey, type Span } from './formats.ts'
import { MrzError } from './mrz-error.ts'

/** The contents of an MRZ as it spells them: dates `YYMMDD`, sex `M`, `F` or `<`, fillers at the end removed. */
export interface MrzFields {
  readonly documentCode?: string
  readonly issuingState?: string
  readonly surname?: string
  readonly givenNames?: string
  readonly documentNumber?: string
  readonly nationality?: string
  readonly birthDate?: string
  readonly sex?: string
  readonly expiryDate?: string
  readonly optionalData?: string
}

export interface ParsedMrz {
  readonly format: MrzFormatName
  readonly lines: readonly string[]
  readonly fields: MrzFields
  readonly checks: readonly CheckDigit[]
}

const LINE = /^[0-9A-Z<]+$/

/**
 * Takes the lines of an MRZ apart and judges their check digits. A wrong digit is no error: it is in `checks`.
 * Throws `MrzError` when the lines have no known format.
 */
export function parseMrz(lines: readonly string[]): ParsedMrz {
  const format = formatOf(lines)
  if (format === undefined || !lines.every((line) => LINE.test(line)))
    throw new MrzError('The lines have no known MRZ format')
  const long = longNumber(format, lines)
  return {
    format: format.name,
    lines,
    fields: fieldsOf(format, lines, long),
    checks: format.checks.map((check) => ({
      field: check.field,
      valid: check.field === 'documentNumber' && long !== undefined ? long.valid : holds(check, lines),
    })),
  }
}

export function textAt(lines: readonly string[], span: Span): string {
  return (lines[span.line] ?? '').slice(span.start, span.end)
}

function holds(check: CheckSpan, lines: readonly string[]): boolean {
  const covered = check.covers.map((span) => textAt(lines, span)).join('')
  const digit = textAt(lines, check.digit)
  if (check.fillerWhenEmpty && digit === '<') return /^<*$/.test(covered)
  return digit === checkDigit(covered)
}

interface LongNumber {
  readonly number: string
  readonly valid: boolean
  /** What is left of the optional data. */
  readonly rest: string
}

/** `<` in place of the check digit: the number goes on in the optional data, followed by the digit. */
function longNumber(format: MrzFormat, lines: readonly string[]): LongNumber | undefined {
  if (!format.longNumbers) return undefined
  const check = format.checks.find(({ field }) => field === 'documentNumber')
  if (check === undefined || textAt(lines, check.digit) !== '<') return undefined
  const [tail = '', ...others] = keyText(format, lines, 'optionalData').split('<')
  if (tail.length < 2) return undefined
  const number = keyText(format, lines, 'documentNumber') + tail.slice(0, -1)
  return { number, valid: checkDigit(number) === tail.at(-1), rest: others.join('<') }
}

function keyText(format: MrzFormat, lines: readonly string[], key: MrzKey): string {
  const span = format.fields.find((field) => field.key === key)
  return span === undefined ? '' : textAt(lines, span)
}

function fieldsOf(format: MrzFormat, lines: readonly string[], long: LongNumber | undefined): MrzFields {
  const text = (key: MrzKey) => keyText(format, lines, key)
  const [surname = '', ...given] = text('names').split('<<')
  const optional = [long?.rest ?? text('optionalData'), text('moreOptionalData')]
    .map(trimmed)
    .filter((part) => part !== '')
  const fields: MrzFields = {
    documentCode: trimmed(text('documentCode')),
    issuingState: trimmed(text('issuingState')),
    surname: spoken(text('surname') || surname),
    givenNames: spoken(text('givenNames') || given.join('<')),
    documentNumber: long?.number ?? trimmed(text('documentNumber')),
    nationality: trimmed(text('nationality')),
    birthDate: text('birthDate'),
    sex: text('sex'),
    expiryDate: text('expiryDate'),
    optionalData: optional.join(' '),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function trimmed(text: string): string {
  return text.replace(/<+$/, '')
}

/** Names with their fillers as spaces. */
function spoken(text: string): string {
  return text.replace(/<+/g, ' ').trim()
}
