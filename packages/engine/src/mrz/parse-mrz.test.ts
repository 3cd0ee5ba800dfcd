import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../../vectors/mrz.json' with { type: 'json' }
import { MrzError } from './mrz-error.ts'
import { parseMrz } from './parse-mrz.ts'

/** Names of checks in the vectors. */
const CHECK_NAMES: Readonly<Record<string, string>> = {
  documentNumber: 'doc',
  birthDate: 'birth',
  expiryDate: 'expiry',
  optionalData: 'optional',
  composite: 'composite',
}

const failing = (lines: readonly string[]) =>
  parseMrz(lines)
    .checks.filter(({ valid }) => !valid)
    .map(({ field }) => CHECK_NAMES[field])

describe('parseMrz', () => {
  it.each(vectors.vectors)('reads the vector $name as its source says', ({ lines, format, fields, failingChecks }) => {
    const parsed = parseMrz(lines)
    expect(parsed.format).toBe(format)
    const { optional, ...rest } = fields as Readonly<Record<string, string>>
    expect(parsed.fields).toMatchObject(optional === undefined ? rest : { ...rest, optionalData: optional })
    expect(failing(lines)).toEqual(failingChecks ?? [])
  })

  it('reads the French identity card, whose given names are in the second line', () => {
    const lines = ['IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<', '8806923102858CORINNE<<<<<<<6512068F6']
    expect(parseMrz(lines)).toMatchObject({
      format: 'FRA-ID',
      fields: {
        surname: 'BERTHIER',
        givenNames: 'CORINNE',
        documentNumber: '880692310285',
        birthDate: '651206',
        sex: 'F',
      },
    })
    expect(failing(lines)).toEqual([])
  })

  it('accepts 0 and < as the digit of an empty personal number', () => {
    const first = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
    expect(failing([first, 'L898902C36UTO7408122F1204159<<<<<<<<<<<<<<08'])).toEqual([])
    expect(failing([first, 'L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8'])).toEqual([])
    expect(failing([first, 'L898902C36UTO7408122F1204159<<<<<<<<<<<<<<18'])).toContain('optional')
  })

  it('finds every change of one digit in a protected field', () => {
    const first = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
    const second = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
    const places = [1, 2, 3, 4, 5, 8, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 26]
    for (const place of places) {
      const digit = (Number(second[place]) + 1) % 10
      const changed = second.slice(0, place) + digit + second.slice(place + 1)
      if (/\d/.test(second[place] ?? '')) expect(failing([first, changed]), changed).not.toEqual([])
    }
    expect(failing([first, second])).toEqual([])
  })

  it('throws nothing but its own error', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<')
    const line = fc.oneof(
      fc.string(),
      ...[30, 36, 44].map((length) =>
        fc.array(character, { minLength: length, maxLength: length }).map((characters) => characters.join('')),
      ),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
        try {
          expect(parseMrz(lines).lines).toEqual(lines)
        } catch (error) {
          expect(error).toBeInstanceOf(MrzError)
        }
      }),
    )
  })
})
