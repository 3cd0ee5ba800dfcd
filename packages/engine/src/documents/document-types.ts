import type { ParsedMrz } from '../mrz/parse-mrz.ts'
import type { BarcodeReading, DocumentFields, PrintedField } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'
import type { DocumentCode, RegisteredDocument } from './define-document.ts'
import { printsField } from './expects.ts'
import { type FieldName, NO_END } from './layout/field-kinds.ts'
import { entries } from './types/index.gen.ts'

/** Every document type by every code that asks for it. */
export const documentTypes: ReadonlyMap<string, RegisteredDocument> = new Map(
  entries.flatMap((entry: RegisteredDocument) => entry.codes.map(({ code }) => [code, entry] as const)),
)

/**
 * The type that a machine readable zone belongs to, as a code: the asked one where it names a type with such a zone, else
 * that of the issuing state, else the one of any state. Undefined when no registered type has such a zone; it is never guessed.
 */
export function classifyByMrz(mrz: ParsedMrz, askedCode: string | undefined): string | undefined {
  const asked = askedCode === undefined ? undefined : documentTypes.get(askedCode)
  if (asked !== undefined && carries(asked, mrz)) return askedCode
  const fitting = entries.filter((entry: RegisteredDocument) => carries(entry, mrz))
  const own = fitting.find((entry: RegisteredDocument) => entry.issuers.length > 0) ?? fitting[0]
  return own?.codes[0]?.code
}

/** The type whose record a barcode holds, as a code: the asked one where it is such a type, else that of the issuing state. */
export function classifyByBarcode(
  barcodes: readonly BarcodeReading[],
  askedCode: string | undefined,
): string | undefined {
  const record = barcodes.find(({ fields }) => fields !== undefined)?.fields
  if (record === undefined) return undefined
  const asked = askedCode === undefined ? undefined : documentTypes.get(askedCode)
  if (asked?.barcode?.format === 'AAMVA') return askedCode
  const own = entries.find(
    ({ barcode, issuers }: RegisteredDocument) =>
      barcode?.format === 'AAMVA' && record.issuingState !== undefined && issuers.includes(record.issuingState),
  )
  return own?.codes[0]?.code
}

function carries({ mrz: zone, issuers }: RegisteredDocument, mrz: ParsedMrz): boolean {
  if (zone === undefined || !zone.formats.includes(mrz.format)) return false
  const [first = ''] = mrz.lines
  return zone.prefix.test(first) && (issuers.length === 0 || issuers.includes(first.slice(2, 5)))
}

export interface Answered {
  /** What the pages print, for codes that answer it letter by letter. */
  readonly printed?: readonly PrintedField[]
  /** Only the fields that this page shows; without it, those of all pages. */
  readonly page?: PageCode
}

/** A field as an answer shows it. */
export interface ShownField {
  /** As answers for the document code call it. */
  readonly name: string
  readonly field: keyof DocumentFields
  readonly value: string
}

/**
 * The fields under the names that answers for a document code use; fields that were not read are left out.
 * Undefined when the code is not registered.
 */
export function fieldsForCode(
  code: string,
  fields: DocumentFields,
  answered?: Answered,
): Readonly<Record<string, string>> | undefined {
  const all = shownFields(code, fields, answered)
  return all && Object.fromEntries(all.map(({ name, value }) => [name, value]))
}

/** The same, each with what it is. */
export function shownFields(
  code: string,
  fields: DocumentFields,
  { printed = [], page }: Answered = {},
): readonly ShownField[] | undefined {
  const type = documentTypes.get(code)
  const entry = type?.codes.find((candidate) => candidate.code === code)
  if (type === undefined || entry === undefined) return undefined
  return Object.entries(entry.vocabulary).flatMap(([name, field]) => {
    if (page !== undefined && !showsField(type, page, field)) return []
    const value = shown(type, entry, field, { fields, printed })
    return value === undefined ? [] : [{ name, field, value }]
  })
}

/** What a page of which nothing was read should have said, without values: what it prints, and what no document lacks. */
export function unreadFields(code: string, page: PageCode): readonly ShownField[] {
  const type = documentTypes.get(code)
  const entry = type?.codes.find((candidate) => candidate.code === code)
  if (type === undefined || entry === undefined) return []
  return Object.entries(entry.vocabulary).flatMap(([name, field]) => {
    const isSaid = printsField(type, field, page) || type.required.includes(field)
    return isSaid && showsField(type, page, field) ? [{ name, field, value: '' }] : []
  })
}

/** The print letter by letter where the field is what the print says; zones and barcodes are answered in their own spelling. */
function shown(
  type: RegisteredDocument,
  { dates }: DocumentCode,
  field: keyof DocumentFields,
  { fields, printed }: { readonly fields: DocumentFields; readonly printed: readonly PrintedField[] },
): string | undefined {
  const print = printed.find((candidate) => candidate.field === field)
  if (print === undefined || print.value !== fields[field]) return fields[field]
  const isCompared = (/Date$/.test(field) && dates === 'iso') || (field === 'sex' && type.mrz !== undefined)
  // "Without end" has no date to show.
  return isCompared && print.value !== NO_END ? print.value : print.text
}

/** The back shows what only the back prints; the front everything else, what comes from zones and barcodes included. */
function showsField(type: RegisteredDocument, page: PageCode, field: FieldName): boolean {
  const isOfBack = printsField(type, field, '02') && !printsField(type, field, '01')
  return page === '02' ? isOfBack : !isOfBack
}
