// The part of opentype.js that we use; the package ships no types.
declare module 'opentype.js' {
  interface PathCommand {
    readonly type: 'M' | 'L' | 'Q' | 'C' | 'Z'
    readonly x?: number
    readonly y?: number
    readonly x1?: number
    readonly y1?: number
    readonly x2?: number
    readonly y2?: number
  }
  interface Font {
    getPath(text: string, x: number, y: number, size: number): { readonly commands: readonly PathCommand[] }
    getAdvanceWidth(text: string, size: number): number
    charToGlyphIndex(letter: string): number
  }
  function parse(bytes: ArrayBuffer): Font

  export { type Font, type PathCommand, parse }

  const opentype: { readonly parse: typeof parse }
  export default opentype
}
