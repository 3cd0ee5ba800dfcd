// The part of opencc-js that we use; the package ships no types.
declare module 'opencc-js/dict/STCharacters' {
  /** Entries divided by `|`: a simplified character, then the traditional ones that it may stand for, divided by spaces. */
  const entries: string
  export default entries
}
