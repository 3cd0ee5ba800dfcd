/** Digits and capitals that print does not tell apart, by the letter that stands for the digit in a number. */
const ALIKE: readonly (readonly [digit: string, letters: string])[] = [
  ['0', 'OQD'],
  ['1', 'IL'],
  ['2', 'Z'],
  ['5', 'S'],
  ['6', 'G'],
  ['8', 'B'],
]
const AS_LETTER = new Map(ALIKE.map(([digit, letters]) => [digit, letters[0] ?? digit]))
const AS_DIGIT = new Map(ALIKE.flatMap(([digit, letters]) => [...letters].map((letter) => [letter, digit])))

/**
 * A number as its form has it: where the form has a letter and one was read as the digit that looks like it, or the other
 * way round, the form decides. `#` in the form is a digit, `@` a letter, `*` either. Marks and spaces stay. A text of another
 * length stays as it is: nothing is put in or left out. Check digits have no say here, they judge what comes of it.
 */
export function inForm(text: string, form: string): string {
  const signs = [...text]
  if (signs.filter(isSign).length !== form.length) return text
  let at = 0
  return signs
    .map((sign) => {
      if (!isSign(sign)) return sign
      const kind = form[at]
      at += 1
      if (kind === '#') return AS_DIGIT.get(sign.toUpperCase()) ?? sign
      return kind === '@' ? (AS_LETTER.get(sign) ?? sign) : sign
    })
    .join('')
}

function isSign(sign: string): boolean {
  return /[0-9A-Za-z]/.test(sign)
}
