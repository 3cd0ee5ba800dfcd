import type { Patch } from '../documents/page-geometry.ts'

/** One character as the reader saw it. */
export interface PrintedCharacter {
  readonly text: string
  readonly confidence01: number
  /** Where along the line its middle stands, 0 at the left end, 1 at the right end. */
  readonly at01: number
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
