import { checkDigit } from './check-digit.ts'
import { type CheckSpan, type FieldSpan, MRZ_FORMATS, type MrzFormatName } from './formats.ts'
import { MrzError } from './mrz-error.ts'
import type { MrzFields } from './parse-mrz.ts'

/**
 * Prints the lines of an MRZ with all check digits, for specimens and tests. Names are transliterated to A-Z,
 * what does not fit is cut, as ICAO 9303 asks of issuers. Long document numbers are refused with `MrzError`.
 *
 * @example printMrz({ documentCode: 'P', issuingState: 'UTO', surname: 'Eriksson', givenNames: 'Anna Maria',
 *   documentNumber: 'L898902C3', nationality: 'UTO', birthDate: '740812', sex: 'F', expiryDate: '120415' })
 */
export function printMrz(fields: MrzFields, name: MrzFormatName = 'TD3'): readonly string[] {
  const format = MRZ_FORMATS.find((candidate) => candidate.name === name)
  if (format === undefined) throw new MrzError(`There is no MRZ format ${name}`)
  const rows = Array.from({ length: format.lines }, () => Array.from({ length: format.length }, () => '<'))
  for (const field of format.fields) write(rows, field, contentOf(fields, field))
  for (const check of format.checks) write(rows, check.digit, digitOf(rows, check))
  const lines = rows.map((row) => row.join(''))
  if (!format.prefix.test(lines[0] ?? '')) throw new MrzError(`The document code does not fit the format ${name}`)
  return lines
}

function contentOf(fields: MrzFields, field: FieldSpan): string {
  const width = field.end - field.start
  if (field.key === 'names')
    return [fields.surname ?? '', fields.givenNames ?? ''].map(mrzName).join('<<').slice(0, width)
  if (field.key === 'surname' || field.key === 'givenNames') return mrzName(fields[field.key] ?? '').slice(0, width)
  const text = field.key === 'moreOptionalData' ? '' : (fields[field.key] ?? '').toUpperCase().replace(/ /g, '<')
  if (text.length > width || !/^[0-9A-Z<]*$/.test(text)) throw new MrzError(`The ${field.key} does not fit its place`)
  return text
}

function digitOf(rows: readonly (readonly string[])[], check: CheckSpan): string {
  const covered = check.covers.map(({ line, start, end }) => (rows[line] ?? []).slice(start, end).join('')).join('')
  return check.fillerWhenEmpty && /^<*$/.test(covered) ? '<' : checkDigit(covered)
}

function write(
  rows: string[][],
  { line, start }: { readonly line: number; readonly start: number },
  text: string,
): void {
  const row = rows[line]
  if (row === undefined) return
  row.splice(start, text.length, ...text)
}

const TRANSLITERATION: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  ß: 'SS',
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'OE',
  Å: 'AA',
  Þ: 'TH',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  Ñ: 'N',
}

/** A name in the MRZ alphabet after ICAO 9303 part 3, section 6: accents folded, separators as fillers. */
export function mrzName(name: string): string {
  return [...name.normalize('NFC').toUpperCase()]
    .map((character) => TRANSLITERATION[character] ?? character)
    .join('')
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^A-Z]+/g, '<')
    .replace(/^<+|<+$/g, '')
}
