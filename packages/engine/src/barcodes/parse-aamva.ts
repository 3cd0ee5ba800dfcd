import { AamvaError } from './aamva-error.ts'
import { type AamvaHeader, parseAamvaHeader, type Subfile } from './aamva-header.ts'

/** What an AAMVA record tells beside its contents: it was printed by somebody who did not count, or altered. */
export type AamvaWarning = 'length-mismatch' | 'offset-mismatch' | 'repeated-element'

export interface AamvaRecord extends AamvaHeader {
  /** Data elements of the licence or identity card by their three letters, as printed. */
  readonly elements: ReadonlyMap<string, string>
  readonly warnings: readonly AamvaWarning[]
}

/** The largest PDF417 symbol holds 1,108 bytes, or 1,850 characters of text. */
const MOST_BYTES = 4096
/** The terminator counts with the part that it ends; issuers count it or the part's own name differently. */
const MISCOUNTED = 2
const PERSON_SUBFILES = ['DL', 'ID', 'EN']
const ELEMENT = /^([A-Z]{3})(.*)$/s

/**
 * Takes the payload of a PDF417 symbol on a driving licence or identity card apart (AAMVA card design standard,
 * annex D). Offsets and lengths that do not fit the text are warnings: the elements are found by their own marks.
 * Throws `AamvaError` for anything that is no such record.
 */
export function parseAamva(bytes: Uint8Array): AamvaRecord {
  if (bytes.length > MOST_BYTES) throw new AamvaError('The AAMVA record is too long')
  const text = latin1(bytes)
  const header = parseAamvaHeader(text)
  const person = header.subfiles.find(({ type }) => PERSON_SUBFILES.includes(type))
  if (person === undefined) throw new AamvaError('The AAMVA record holds no licence and no identity card')
  const start = startOf(person, header, text)
  const end = endOf(start, text)
  const { elements, repeated } = elementsOf(text.slice(start + person.type.length, end))
  if (elements.size === 0) throw new AamvaError('The AAMVA record is empty')
  const warnings: AamvaWarning[] = []
  if (start !== person.offset) warnings.push('offset-mismatch')
  if (Math.abs(end + 1 - start - person.length) > MISCOUNTED) warnings.push('length-mismatch')
  if (repeated) warnings.push('repeated-element')
  return { ...header, elements, warnings }
}

/** Where the part says it is, else right after the directory, else at the first place where it can begin. */
function startOf({ type, offset }: Subfile, header: AamvaHeader, text: string): number {
  if (text.startsWith(type, offset) && offset > 0) return offset
  const directoryEnd = text.indexOf(`${type}${String(offset).padStart(4, '0')}`) + 10 * header.subfiles.length
  const found = text.slice(directoryEnd).search(new RegExp(`${type}D[A-Z]{2}`))
  if (found < 0) throw new AamvaError('The AAMVA record does not hold what its directory names')
  return directoryEnd + found
}

/** Parts end with a carriage return; the last one ends with the text at the latest. */
function endOf(start: number, text: string): number {
  const end = text.indexOf('\r', start)
  return end < 0 ? text.length : end
}

function elementsOf(text: string): { readonly elements: ReadonlyMap<string, string>; readonly repeated: boolean } {
  const elements = new Map<string, string>()
  let repeated = false
  for (const line of text.split('\n')) {
    const [, id, value = ''] = ELEMENT.exec(line) ?? []
    if (id === undefined) continue
    if (elements.has(id)) repeated = true
    else elements.set(id, value.trim())
  }
  return { elements, repeated }
}

/** ISO 8859-1, in which the standard asks the text to be written. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
