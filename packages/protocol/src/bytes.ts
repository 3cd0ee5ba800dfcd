const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SEXTETS = sextetsOf(ALPHABET)

/** UTF-8 of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** Base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += letter(group >> 18) + letter(group >> 12)
    text += at + 1 < bytes.length ? letter(group >> 6) : '='
    text += at + 2 < bytes.length ? letter(group) : '='
  }
  return text
}

/**
 * The bytes of a padded Base64 text, or undefined when it is anything else: another alphabet, white space, wrong
 * length, or set bits behind the last byte. One byte sequence has exactly one accepted spelling.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const letters = text.length - padding
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let held = 0
  let bits = 0
  let at = 0
  for (let index = 0; index < letters; index += 1) {
    const sextet = SEXTETS[text.charCodeAt(index)] ?? 255
    if (sextet === 255) return undefined
    held = ((held << 6) | sextet) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 0xff
    at += 1
  }
  const leftOver = held & ((1 << bits) - 1)
  return leftOver === 0 ? bytes : undefined
}

/** Compares in a time that depends on the lengths only, never on where the texts differ. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0)
  return difference === 0
}

function letter(sextet: number): string {
  return ALPHABET.charAt(sextet & 63)
}

function sextetsOf(alphabet: string): Uint8Array {
  const table = new Uint8Array(128).fill(255)
  for (let index = 0; index < alphabet.length; index += 1) table[alphabet.charCodeAt(index)] = index
  return table
}
