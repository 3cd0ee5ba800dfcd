import type { CharacterClass, MrzFormat } from './formats.ts'
import { type LineReading, MRZ_ALPHABET, type ReadCharacter } from './read-line.ts'
import type { TextLine } from './text-line.ts'

/** More characters too many or too few than this is another line, not a miscounted run of fillers. */
const MOST_OFF = 3
/** Below this the network did not offer the character; a wrong class then stands as it was read. */
const LEAST_BELIEF = 0.01
/** A digit in a state's code gives way to a letter only when the network was in doubt between the two. */
const DOUBT = 0.05
/** Belief from which a character's runner-up counts as a reading of its own. */
const RUNNER_UP = 0.15
const MOST_VARIANTS = 4

const ALLOWED: Readonly<Record<CharacterClass, RegExp>> = {
  letter: /[A-Z<]/,
  state: /[A-Z<]/,
  digit: /[0-9]/,
  'digit-or-filler': /[0-9<]/,
  sex: /[MFX<]/,
  any: /[0-9A-Z<]/,
}

/** One line as a format wants it. */
export interface FittedLine {
  readonly text: string
  readonly confidences: readonly number[]
  /** Characters that cannot stand where they do. */
  readonly misplaced: number
  /** Characters added to or taken from the reading. */
  readonly adjusted: number
  readonly line?: TextLine
}

/**
 * A reading brought to the length and the character classes of one line of a format. Only two things may change:
 * the length of a run of fillers, and a character of the wrong class for the likeliest of the right class that the
 * network itself offered. Undefined when the length is out of reach.
 */
export function fitReading(reading: LineReading, format: MrzFormat, line: number): FittedLine | undefined {
  const characters = toLength(reading.characters, format.length)
  if (characters === undefined) return undefined
  const classes = classesOf(format, line)
  const fitted = characters.map((character, index) => inClass(character, classes[index] ?? 'any'))
  return {
    text: fitted.map(({ text }) => text).join(''),
    confidences: fitted.map(({ confidence01 }) => confidence01),
    adjusted: Math.abs(format.length - reading.characters.length),
    ...(reading.line === undefined ? {} : { line: reading.line }),
    misplaced: fitted.filter(({ text }, index) => !ALLOWED[classes[index] ?? 'any'].test(text)).length,
  }
}

/** The same line with one character replaced by the runner-up that the network nearly preferred. */
export function variantsOf(reading: LineReading, format: MrzFormat, line: number): readonly FittedLine[] {
  const variants: LineReading[] = []
  for (const [index, character] of reading.characters.entries()) {
    const second = runnerUp(character)
    if (second !== undefined) variants.push({ ...reading, characters: reading.characters.with(index, second) })
  }
  return variants.slice(0, MOST_VARIANTS).flatMap((variant) => fitReading(variant, format, line) ?? [])
}

function runnerUp(character: ReadCharacter): ReadCharacter | undefined {
  const second = likeliest(character, (text) => text !== character.text, RUNNER_UP)
  return second === undefined ? undefined : { ...character, ...second }
}

function classesOf(format: MrzFormat, line: number): readonly CharacterClass[] {
  const classes = Array.from({ length: format.length }, (): CharacterClass => 'any')
  for (const field of format.fields) {
    if (field.line === line) classes.fill(field.characters, field.start, field.end)
  }
  for (const { digit, fillerWhenEmpty } of format.checks) {
    if (digit.line !== line) continue
    // `<` instead of a number's digit announces a long number; see `parse-mrz.ts`.
    classes.fill(fillerWhenEmpty || format.longNumbers ? 'digit-or-filler' : 'digit', digit.start, digit.end)
  }
  return classes
}

type Offered = Pick<ReadCharacter, 'text' | 'confidence01'>

function inClass(character: ReadCharacter, wanted: CharacterClass): Offered {
  const allowed = ALLOWED[wanted]
  if (allowed.test(character.text)) return character
  const offered = likeliest(character, (text) => allowed.test(text), wanted === 'state' ? DOUBT : LEAST_BELIEF)
  return offered ?? { text: character.text, confidence01: wanted === 'state' ? character.confidence01 : 0 }
}

function likeliest({ beliefs }: ReadCharacter, fits: (text: string) => boolean, least: number): Offered | undefined {
  let best: Offered | undefined
  for (const [index, text] of [...MRZ_ALPHABET].entries()) {
    const confidence01 = beliefs[index] ?? 0
    if (confidence01 >= Math.max(least, best?.confidence01 ?? 0) && fits(text)) best = { text, confidence01 }
  }
  return best
}

function toLength(characters: readonly ReadCharacter[], length: number): readonly ReadCharacter[] | undefined {
  const missing = length - characters.length
  if (missing === 0) return characters
  if (Math.abs(missing) > MOST_OFF) return undefined
  const run = mendableRun(characters)
  const filler = characters[run.start]
  if (missing < 0 && run.length >= 2 - missing) return characters.toSpliced(run.start, -missing)
  if (missing < 0) return withoutWeakEnds(characters, -missing)
  if (run.length < 2 || filler === undefined) return undefined
  return characters.toSpliced(run.start, 0, ...Array.from({ length: missing }, () => filler))
}

interface Run {
  readonly start: number
  readonly length: number
}

/** Fillers are miscounted where they are many or where the line ends: its last run if it ends in one, else the longest. */
function mendableRun(characters: readonly ReadCharacter[]): Run {
  let longest: Run = { start: 0, length: 0 }
  let start = 0
  for (const [index, { text }] of characters.entries()) {
    if (text !== '<') start = index + 1
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start }
  }
  const last = { start, length: characters.length - start }
  return last.length >= 2 ? last : longest
}

/** Specks beside a line read as characters: the weaker end goes first. */
function withoutWeakEnds(characters: readonly ReadCharacter[], surplus: number): readonly ReadCharacter[] {
  let [start, end] = [0, characters.length]
  for (let dropped = 0; dropped < surplus; dropped += 1) {
    const first = characters[start]?.confidence01 ?? 0
    const last = characters[end - 1]?.confidence01 ?? 0
    if (first < last) start += 1
    else end -= 1
  }
  return characters.slice(start, end)
}
