const WEIGHTS = [7, 3, 1]

/** Value of one MRZ character: digits count themselves, letters 10 to 35, the filler 0. */
function worthOf(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36)
}

/** Check digit after ICAO 9303 part 3, section 4.9. Expects characters of the MRZ alphabet only. */
export function checkDigit(text: string): string {
  const sum = [...text].reduce((total, character, index) => total + worthOf(character) * (WEIGHTS[index % 3] ?? 0), 0)
  return String(sum % 10)
}
