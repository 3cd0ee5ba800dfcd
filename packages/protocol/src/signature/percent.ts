/** A name or value is not valid percent-encoded UTF-8. */
export class PercentError extends Error {
  readonly code = 'percent-encoding-invalid'
}

/** RFC 3986: letters, digits and `-_.~` stay, everything else becomes `%XX` over UTF-8. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Strict inverse for query and form texts, where `+` is a space. Throws `PercentError` on anything malformed. */
export function decodePercent(text: string): string {
  if (!/^[\x21-\x7e]*$/.test(text)) throw new PercentError('not ASCII')
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'))
  } catch (cause) {
    throw new PercentError('not percent-encoded UTF-8', { cause })
  }
}
