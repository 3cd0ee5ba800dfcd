import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegisteredDocument } from '../define-document.ts'
import { entries } from '../types/index.gen.ts'
import { chinaResident } from './china-resident.ts'
import { hongKong } from './hong-kong.ts'
import { indonesia } from './indonesia.ts'
import { malaysia } from './malaysia.ts'
import type { NumberRule } from './number-rule.ts'
import { singapore } from './singapore.ts'
import { taiwan } from './taiwan.ts'
import { thailand } from './thailand.ts'
import { vietnam } from './vietnam.ts'

const RULES: readonly NumberRule[] = [
  ...new Set(entries.flatMap((entry: RegisteredDocument) => (entry.number === undefined ? [] : [entry.number]))),
]
const promising = (what: NumberRule['protects']) => RULES.filter(({ protects }) => protects === what)

const holder = fc.record({
  birthDate: fc
    .date({ min: new Date('1940-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  sex: fc.constantFrom('M' as const, 'F' as const),
})
const digits = fc.infiniteStream(fc.nat(9)).map((stream) => () => Number(stream.next().value))
const change = fc.record({ place: fc.nat(30), more: fc.integer({ min: 1, max: 9 }) })

function changedAt(number: string, { place, more }: { readonly place: number; readonly more: number }): string {
  const places = [...number].flatMap((sign, index) => (/\d/.test(sign) ? [index] : []))
  const at = places[place % places.length] ?? 0
  return number.slice(0, at) + ((Number(number[at]) + more) % 10) + number.slice(at + 1)
}
const plain = (printed: string) => printed.toUpperCase().replace(/[^0-9A-Z]/g, '')

describe('number rules', () => {
  it('hold for every number that they make, and for its holder', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES), digits, holder, (rule, digit, person) => {
        expect(rule.holds(plain(rule.invent(digit, person)), person)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('catch every single changed digit where they promise it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...promising('every-digit')), digits, holder, change, (rule, digit, person, by) => {
        const number = plain(rule.invent(digit, person))
        const changed = changedAt(number, by)
        expect(rule.holds(changed, {}), `${rule.name}: ${number} ${changed}`).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('catch six of seven changed digits where they promise most', () => {
    for (const rule of promising('most-digits')) {
      const samples = fc.sample(fc.tuple(digits, holder, change), { numRuns: 2000, seed: 7 })
      const caught = samples.filter(
        ([digit, person, by]) => !rule.holds(changedAt(plain(rule.invent(digit, person)), by), {}),
      )
      expect(caught.length / samples.length, rule.name).toBeGreaterThan(6 / 7)
    }
    expect(promising('most-digits').length).toBeGreaterThan(0)
  })

  it('take any text without an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES), fc.string({ maxLength: 24 }), (rule, text) => {
        expect(typeof rule.holds(text, {})).toBe('boolean')
      }),
    )
  })

  it.each<[string, NumberRule, string]>([
    // Numbers that official descriptions of these rules use as examples.
    ['mainland China', chinaResident, '11010519491231002X'],
    ['Hong Kong', hongKong, 'A1234563'],
    ['Hong Kong, two letters', hongKong, 'AB9876543'],
    ['Singapore', singapore, 'S1234567D'],
    ['Taiwan', taiwan, 'A123456789'],
    ['Thailand', thailand, '1234567890121'],
  ])('hold for the example of %s', (_state, rule, number) => {
    expect(rule.holds(number, {})).toBe(true)
  })

  it('compare birth date and sex with what the number says', () => {
    const woman = { birthDate: '1949-12-31', sex: 'F' } as const
    expect(chinaResident.holds('11010519491231002X', woman)).toBe(true)
    expect(chinaResident.holds('11010519491231002X', { ...woman, birthDate: '1949-12-30' })).toBe(false)
    expect(chinaResident.holds('11010519491231002X', { ...woman, sex: 'M' })).toBe(false)
    expect(indonesia.holds('3174017112490001', woman)).toBe(true)
    expect(indonesia.holds('3174013112490001', woman)).toBe(false)
    expect(malaysia.holds('491231145678', woman)).toBe(true)
    expect(malaysia.holds('491230145678', woman)).toBe(false)
    expect(vietnam.holds('079149001234', woman)).toBe(true)
    expect(vietnam.holds('079049001234', woman)).toBe(false)
  })
})
