import { describe, expect, it } from 'vitest'
import { spellCharacters } from './spell-characters.ts'

/** One row for each step: the class that leads, with its belief. */
function answer(classes: number, ...steps: readonly (readonly [best: number, belief: number])[]) {
  const data = new Float32Array(classes * steps.length).fill(0.01)
  steps.forEach(([best, belief], step) => {
    data[step * classes + best] = belief
  })
  return { dims: [1, steps.length, classes], data }
}

const spell = (...steps: readonly (readonly [number, number])[]) =>
  spellCharacters(answer(4, ...steps), { characters: ['A', 'B', 'ß'] })
    .map(({ text }) => text)
    .join('')

describe('spellCharacters', () => {
  it('merges repeats and drops blanks, and keeps letters that a blank divides', () => {
    expect(spell([1, 0.9], [1, 0.9], [0, 0.9], [1, 0.8], [3, 0.7])).toBe('AAß')
  })

  it('says how sure it is of each character and where it stands', () => {
    const [only] = spellCharacters(answer(4, [0, 0.9], [2, 0.75], [0, 0.9], [0, 0.9]), {
      characters: ['A', 'B', 'C'],
    })
    expect(only).toEqual({ text: 'B', confidence01: 0.75, at01: 1.5 / 4 })
  })

  it('places a character where belief in it is highest', () => {
    const [only] = spellCharacters(answer(4, [2, 0.4], [2, 0.9], [2, 0.5], [0, 0.9]), { characters: ['A', 'B', 'C'] })
    expect(only).toMatchObject({ text: 'B', at01: 1.5 / 4 })
    expect(only?.confidence01).toBeCloseTo(0.9)
  })

  it('says what a traditional document writes for a simplified character, and doubts which of several forms it is', () => {
    const beliefs = { dims: [1, 1, 5], data: Float32Array.from([0, 0.5, 0.3, 0.1, 0.1]) }
    const spell = (forms: readonly string[]) =>
      spellCharacters(beliefs, { characters: ['发', '發', '髮', '友'], traditional: new Map([['发', forms]]) })[0]
    expect(spell(['發'])?.traditional?.text).toBe('發')
    expect(spell(['發'])?.traditional?.confidence01).toBeCloseTo(0.8)
    expect(spell(['發', '髮'])?.traditional?.confidence01).toBeCloseTo(0.9 * 0.75)
    expect(spell(['汉'])?.traditional?.confidence01).toBe(0)
    expect(spell([])?.traditional).toBeUndefined()
  })

  it('says nothing to an empty answer', () => {
    expect(spellCharacters({ dims: [1, 0, 4], data: new Float32Array() }, { characters: ['A'] })).toEqual([])
  })
})
