import { AamvaError } from './aamva-error.ts'

/** Where a part of an AAMVA record says it lies, in bytes from the start. */
export interface Subfile {
  readonly type: string
  readonly offset: number
  readonly length: number
}

export interface AamvaHeader {
  /** Issuer identification number, six digits. */
  readonly issuerId: string
  readonly version: number
  /** Absent in version 1, whose header has no place for it. */
  readonly jurisdictionVersion?: number
  readonly subfiles: readonly Subfile[]
}

/** `@`, line feed, record separator, carriage return; some issuers print another control character for the separator. */
const BEGINNING = /^@\n\p{Cc}\r?(?:ANSI |AAMVA)(\d{6})(\d{2})/u
const DESIGNATOR = /^([A-Z][0-9A-Z])(\d{4})(\d{4})/
const DESIGNATOR_LENGTH = 10
/** A symbol holds at most 1,850 characters; nobody prints more parts than a handful. */
const MOST_SUBFILES = 20

/** Header and directory of an AAMVA record (card design standard, annex D.12.3). Throws `AamvaError`. */
export function parseAamvaHeader(text: string): AamvaHeader {
  const match = BEGINNING.exec(text)
  if (match === null) throw new AamvaError('The barcode does not begin as an AAMVA record does')
  const [beginning, issuerId = '', version = ''] = match
  const rest = text.slice(beginning.length)
  const counts = (Number(version) === 1 ? /^()(\d{2})/ : /^(\d{2})(\d{2})/).exec(rest)
  if (counts === null) throw new AamvaError('The AAMVA record has no directory')
  const [head, jurisdiction = '', entries = ''] = counts
  return {
    issuerId,
    version: Number(version),
    ...(jurisdiction === '' ? {} : { jurisdictionVersion: Number(jurisdiction) }),
    subfiles: directory(rest.slice(head.length), Number(entries)),
  }
}

function directory(text: string, entries: number): readonly Subfile[] {
  if (entries === 0 || entries > MOST_SUBFILES) throw new AamvaError('The AAMVA record has an impossible directory')
  return Array.from({ length: entries }, (_, index) => {
    const match = DESIGNATOR.exec(text.slice(index * DESIGNATOR_LENGTH))
    if (match === null) throw new AamvaError('The directory of the AAMVA record is cut off')
    const [, type = '', offset, length] = match
    return { type, offset: Number(offset), length: Number(length) }
  })
}
