/** What a number may have to agree with. Dates are `YYYY-MM-DD`. */
export interface NumberHolder {
  readonly birthDate?: string
  readonly sex?: 'M' | 'F' | 'X'
}

/** How the numbers of one kind of document are made. */
export interface NumberRule {
  readonly name: string
  /**
   * What becomes of one changed digit: always caught, caught nine times in ten (check digits modulo 10, or cut to one
   * digit), or caught only where it breaks the form.
   */
  readonly protects: 'every-digit' | 'most-digits' | 'form-only'
  /** Where letters and digits stand, as `inForm` takes it, on every edition; absent where editions differ. */
  readonly form?: string
  /** Whether a number, without spaces and punctuation, may exist and belong to the holder. */
  holds(number: string, holder: NumberHolder): boolean
  /** An invented number that holds, printed the way the document prints it; `digit` draws digits. For specimens and tests. */
  invent(digit: () => number, holder: Required<NumberHolder>): string
}

/** A rule that knows the form of a number and nothing else. `#` in the form is a digit, `@` a letter. */
export function formOnly(name: string, form: string): NumberRule {
  const plain = form.replace(/[^#@0-9A-Z]/g, '')
  const pattern = new RegExp(`^${plain.replaceAll('#', '\\d').replaceAll('@', '[A-Z]')}$`)
  return {
    name,
    protects: 'form-only',
    holds: (number) => pattern.test(number),
    invent: (digit) =>
      [...form].map((sign) => (sign === '#' ? digit() : sign === '@' ? letterOf(2 * digit() + 1) : sign)).join(''),
  }
}

/** `count` drawn digits. */
export function digits(digit: () => number, count: number): string {
  return Array.from({ length: count }, digit).join('')
}

/** The sum of digits times their weights. */
export function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0)
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26))
}
