import { describe, expect, it } from 'vitest'
import { chooseLines } from './choose-lines.ts'
import { type LineReading, MRZ_ALPHABET } from './read-line.ts'

const FIRST = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
const SECOND = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'

/** A sure reading, with doubts at single places: the character that the network nearly preferred, and its belief. */
function reading(text: string, doubts: Readonly<Record<number, readonly [string, number]>> = {}): LineReading {
  return {
    characters: [...text].map((character, index) => {
      const beliefs = new Float32Array(MRZ_ALPHABET.length + 1)
      const [other, belief] = doubts[index] ?? ['', 0]
      const confidence01 = 0.998 - belief
      beliefs[MRZ_ALPHABET.indexOf(character)] = confidence01
      if (other !== '') beliefs[MRZ_ALPHABET.indexOf(other)] = belief
      return { text: character, confidence01, beliefs, at01: (index + 0.5) / text.length }
    }),
  }
}

const linesOf = (...rows: readonly (readonly LineReading[])[]) => chooseLines(rows)?.parsed.lines

describe('chooseLines', () => {
  it('takes the rows that belong together and leaves other print out', () => {
    const rows = [[reading('PASSPORT7PASSEPORT')], [reading(FIRST)], [reading(SECOND)]]
    expect(linesOf(...rows)).toEqual([FIRST, SECOND])
    expect(chooseLines(rows)).toMatchObject({ firstRow: 1, allValid: true })
  })

  it('puts a letter in a digit place right only when the network itself saw the digit', () => {
    const misread = SECOND.replace('7408122', '74O8122')
    expect(linesOf([reading(FIRST)], [reading(misread, { 15: ['0', 0.1] })])).toEqual([FIRST, SECOND])
    expect(chooseLines([[reading(FIRST)], [reading(misread)]])?.allValid).not.toBe(true)
  })

  it('prefers, among readings alike in confidence, the one whose digits fit', () => {
    const other = SECOND.replace('L898902C3', 'L898902G3')
    expect(linesOf([reading(FIRST)], [reading(other), reading(SECOND)])).toEqual([FIRST, SECOND])
  })

  it('reports a printed wrong digit as it stands and never guesses until it fits', () => {
    const printed = SECOND.replace('L898902C36', 'L898902C46')
    const choice = chooseLines([[reading(FIRST)], [reading(printed)]])
    expect(choice?.parsed.lines[1]).toBe(printed)
    expect(choice?.parsed.checks.filter(({ valid }) => !valid).map(({ field }) => field)).toEqual([
      'documentNumber',
      'composite',
    ])
  })

  it('does not trade a sure reading for a doubtful one because its digits fit', () => {
    const printed = SECOND.replace('L898902C36', 'L898902C46')
    const doubtful: LineReading = {
      characters: reading(SECOND).characters.map((character) => ({ ...character, confidence01: 0.8 })),
    }
    expect(linesOf([reading(FIRST)], [reading(printed), doubtful])?.[1]).toBe(printed)
  })

  it('mends the length of a run of fillers and nothing else', () => {
    expect(linesOf([reading(FIRST.slice(0, -2))], [reading(SECOND)])).toEqual([FIRST, SECOND])
    expect(linesOf([reading(FIRST)], [reading(SECOND.replace('36UTO', '36UO'))])?.[1]).not.toBe(SECOND)
  })

  it('finds no zone in print without one', () => {
    expect(chooseLines([[reading('SURNAME7NOM')], [reading('GIVENNAMES7PRENOMS')]])).toBeUndefined()
    expect(chooseLines([])).toBeUndefined()
  })
})
