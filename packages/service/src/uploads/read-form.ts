/** One part of a form: its name and its bytes. */
export type FormParts = ReadonlyMap<string, Uint8Array>

/** The body is not the form that it claims to be. */
export class FormInvalid extends Error {
  readonly code = 'form-invalid'
}

/** The upload form of the official clients has seven parts. */
const MOST_PARTS = 20
/** Headers of one part. */
const MAX_HEAD_BYTES = 4096
const CRLF = Buffer.from('\r\n')
const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Reads multipart/form-data (RFC 7578) as the official clients write it: the bytes of a file are followed by the
 * delimiter without a line break, and a stray line break stands before the last delimiter (openapi-wire section 9). So
 * parts end where the boundary begins, and at most one line break before it is not theirs. Throws `FormInvalid`.
 */
export function readForm(contentType: string, body: Uint8Array): FormParts {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`--${boundaryOf(contentType)}`)
  const parts = new Map<string, Uint8Array>()
  let start = bytes.indexOf(delimiter)
  while (start >= 0) {
    const from = start + delimiter.length
    if (bytes.subarray(from, from + 2).toString('latin1') === '--') return parts
    const next = bytes.indexOf(delimiter, from)
    if (next < 0 || parts.size >= MOST_PARTS) break
    const { name, content } = readPart(bytes.subarray(from, next))
    if (parts.has(name)) throw new FormInvalid('a part is repeated')
    parts.set(name, content)
    start = next
  }
  throw new FormInvalid('the form does not end')
}

function readPart(part: Buffer): { readonly name: string; readonly content: Uint8Array } {
  const headEnd = part.indexOf(HEAD_END)
  if (headEnd < 0 || headEnd > MAX_HEAD_BYTES) throw new FormInvalid('a part has no headers')
  const name = /^content-disposition: *form-data *;(?:.*;)? *name="([^"\r\n]{1,64})"/im.exec(
    part.subarray(0, headEnd).toString('utf8'),
  )?.[1]
  if (name === undefined) throw new FormInvalid('a part has no name')
  const content = part.subarray(headEnd + HEAD_END.length)
  const trailing = content.subarray(-CRLF.length).equals(CRLF) ? CRLF.length : 0
  return { name, content: new Uint8Array(content.subarray(0, content.length - trailing)) }
}

function boundaryOf(contentType: string): string {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const text = boundary?.[1] ?? boundary?.[2]
  if (text === undefined) throw new FormInvalid('no boundary')
  return text
}
