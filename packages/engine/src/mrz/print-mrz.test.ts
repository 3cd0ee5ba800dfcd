import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MrzError } from './mrz-error.ts'
import { parseMrz } from './parse-mrz.ts'
import { mrzName, printMrz } from './print-mrz.ts'

const letters = (min: number, max: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: min, maxLength: max })
    .map((characters) => characters.join(''))
const number = fc
  .array(fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1, maxLength: 9 })
  .map((characters) => characters.join(''))
const date = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2049-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(2, 10).replaceAll('-', ''))

const holder = fc.record({
  issuingState: letters(3, 3),
  surname: letters(1, 12),
  givenNames: fc.array(letters(1, 5), { minLength: 1, maxLength: 2 }).map((names) => names.join(' ')),
  documentNumber: number,
  nationality: letters(3, 3),
  birthDate: date,
  sex: fc.constantFrom('M', 'F', '<'),
  expiryDate: date,
})

const FORMATS = [
  ['TD3', 'P'],
  ['TD1', 'I'],
  ['TD2', 'I'],
  ['MRV-A', 'V'],
  ['MRV-B', 'V'],
] as const

describe('printMrz', () => {
  it.each(FORMATS)('prints %s lines that read back with every digit valid', (format, documentCode) => {
    fc.assert(
      fc.property(holder, (fields) => {
        const parsed = parseMrz(printMrz({ documentCode, ...fields }, format))
        expect(parsed.format).toBe(format)
        expect(parsed.fields).toEqual({ documentCode, ...fields })
        expect(parsed.checks.filter(({ valid }) => !valid)).toEqual([])
      }),
    )
  })

  it('prints the passport specimen of ICAO 9303 part 4', () => {
    const fields = {
      documentCode: 'P',
      issuingState: 'UTO',
      surname: 'Eriksson',
      givenNames: 'Anna Maria',
      documentNumber: 'L898902C3',
      nationality: 'UTO',
      birthDate: '740812',
      sex: 'F',
      expiryDate: '120415',
      optionalData: 'ZE184226B',
    }
    expect(printMrz(fields)).toEqual([
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ])
  })

  it('refuses what has no room and codes that mean another format', () => {
    expect(() => printMrz({ documentNumber: '1234567890' })).toThrow(MrzError)
    expect(() => printMrz({ documentCode: 'V' }, 'TD3')).toThrow(MrzError)
  })

  it.each([
    ['Müller-Öztürk', 'MUELLER<OEZTUERK'],
    ["O'Connor", 'OCONNOR'],
    ['Ñandú', 'NANDU'],
    ['Łukasz Żółć', 'LUKASZ<ZOLC'],
    ['Nguyễn', 'NGUYEN'],
  ])('writes the name %s as %s', (name, expected) => {
    expect(mrzName(name)).toBe(expected)
  })
})
