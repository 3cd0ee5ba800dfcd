import type { Patch } from '../documents/page-geometry.ts'

/** One character as the reader saw it. */
export interface PrintedCharacter {
  readonly text: string
  readonly confidence01: number
  /** Where along the line its middle stands, 0 at the left end, 1 at the right end. */
  readonly at01: number
  /** What a document in traditional characters says there, where the character is a simplified one. */
  readonly traditional?: Pick<PrintedCharacter, 'text' | 'confidence01'>
}

/** One run of print on a page, as the detector cut it; a label and its value may share one. */
export interface PrintedLine {
  readonly text: string
  /** Mean over the characters, 0 when there is none. */
  readonly confidence01: number
  readonly characters: readonly PrintedCharacter[]
  /** Around the line, on the picture that was read. */
  readonly patch: Patch
}

export function printedLine(characters: readonly PrintedCharacter[], patch: Patch): PrintedLine {
  const sum = characters.reduce((total, { confidence01 }) => total + confidence01, 0)
  return {
    text: characters.map(({ text }) => text).join(''),
    confidence01: characters.length === 0 ? 0 : sum / characters.length,
    characters,
    patch,
  }
}

/** The same print on a document that is known to be in traditional characters. */
export function inTraditional({ characters, patch }: PrintedLine): PrintedLine {
  return printedLine(
    characters.map((character) => ({ ...character, ...character.traditional })),
    patch,
  )
}
