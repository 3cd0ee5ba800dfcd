import type { ParsedMrz } from '../mrz/parse-mrz.ts'
import type { DocumentFields } from '../verification/document-reading.ts'
import type { DocumentType } from './define-document.ts'
import { entries } from './types/index.gen.ts'

/** Every document type by every code that asks for it. */
export const documentTypes: ReadonlyMap<string, DocumentType> = new Map(
  entries.flatMap((entry: DocumentType) => entry.codes.map(({ code }) => [code, entry] as const)),
)

/**
 * The type that a machine readable zone belongs to, as a code: the asked one where it names the same type.
 * Undefined when no registered type has such a zone; it is never guessed.
 */
export function classifyByMrz(mrz: ParsedMrz, askedCode: string | undefined): string | undefined {
  const [first = ''] = mrz.lines
  const type = entries.find(
    (entry: DocumentType) => entry.mrz.formats.includes(mrz.format) && entry.mrz.prefix.test(first),
  )
  if (type === undefined) return undefined
  const asked = type.codes.find(({ code }) => code === askedCode)
  return (asked ?? type.codes[0])?.code
}

/**
 * The fields under the names that answers for a document code use; fields that were not read are left out.
 * Undefined when the code is not registered.
 */
export function fieldsForCode(code: string, fields: DocumentFields): Readonly<Record<string, string>> | undefined {
  const entry = documentTypes.get(code)?.codes.find((candidate) => candidate.code === code)
  if (entry === undefined) return undefined
  return Object.fromEntries(
    Object.entries(entry.vocabulary).flatMap(([name, field]) => {
      const value = fields[field]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
