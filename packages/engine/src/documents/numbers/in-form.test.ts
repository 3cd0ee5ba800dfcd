import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentTypes } from '../document-types.ts'
import { inForm } from './in-form.ts'

describe('a number in its form', () => {
  it.each([
    ['S65171751', '@#######@', 'S6517175I'],
    ['56517175I', '@#######@', 'S6517175I'],
    ['A1O-S2-34567B', '@##########', 'A10-52-345678'],
    ['N04-12-345678', '@##########', 'N04-12-345678'],
    ['110101199003O7123X', '#################*', '11010119900307123X'],
  ])('has letters and digits where the form has them: %s', (read, form, number) => {
    expect(inForm(read, form)).toBe(number)
  })

  it('is left alone where it is of another length', () => {
    expect(inForm('S651717511', '@#######@')).toBe('S651717511')
    expect(inForm('', '@#######@')).toBe('')
  })

  it('is never longer or shorter than what was read, and stays what it became', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[#@*]{0,12}$/), (text, form) => {
        const once = inForm(text, form)
        expect([...once]).toHaveLength([...text].length)
        expect(inForm(once, form)).toBe(once)
      }),
    )
  })

  it('is what every rule that names a form invents', () => {
    const rules = [...new Set([...documentTypes.values()].flatMap(({ number }) => number ?? []))]
    const formed = rules.filter(({ form }) => form !== undefined)
    expect(formed.length).toBeGreaterThan(5)
    const holder = { birthDate: '1990-03-07', sex: 'F' } as const
    for (const { form = '', invent, holds, name } of formed) {
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat({ max: 9 })), (stream) => {
          const number = invent(() => Number(stream.next().value), holder)
          expect(inForm(number, form), name).toBe(number)
          expect(number.replace(/[^0-9A-Z]/g, ''), name).toHaveLength(form.length)
          expect(holds(number.replace(/[^0-9A-Z]/g, ''), holder), name).toBe(true)
        }),
        { numRuns: 20 },
      )
    }
  })
})
