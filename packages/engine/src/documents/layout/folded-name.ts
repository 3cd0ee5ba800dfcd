/** What ICAO 9303 part 3 section 6 writes for letters that no accent explains, and what the reader tends to take them for. */
const TRANSLITERATED: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'OE',
  ß: 'SS',
  ẞ: 'SS',
  Ð: 'D',
  Đ: 'D',
  Þ: 'TH',
  Ł: 'L',
  Ħ: 'H',
  ı: 'I',
  İ: 'I',
}

/**
 * A name as a machine readable zone would spell it: capitals, accents folded, apostrophes gone, hyphens and commas as
 * spaces. Characters of other scripts stay as they are.
 */
export function foldedName(text: string): string {
  return [...text]
    .map((letter) => TRANSLITERATED[letter] ?? TRANSLITERATED[letter.toUpperCase()] ?? letter)
    .join('')
    .toUpperCase()
    .normalize('NFD')
    .replace(/[\p{Mark}'’`]/gu, '')
    .normalize('NFC')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}
