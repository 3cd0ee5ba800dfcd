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
  spellCharacters(answer(4, ...steps), ['A', 'B', 'ß'])
    .map(({ text }) => text)
    .join('')

describe('spellCharacters', () => {
  it('merges repeats and drops blanks, and keeps letters that a blank divides', () => {
    expect(spell([1, 0.9], [1, 0.9], [0, 0.9], [1, 0.8], [3, 0.7])).toBe('AAß')
  })

  it('says how sure it is of each character and where it stands', () => {
    const [only] = spellCharacters(answer(4, [0, 0.9], [2, 0.75], [0, 0.9], [0, 0.9]), ['A', 'B', 'C'])
    expect(only).toEqual({ text: 'B', confidence01: 0.75, at01: 1.5 / 4 })
  })

  it('says nothing to an empty answer', () => {
    expect(spellCharacters({ dims: [1, 0, 4], data: new Float32Array() }, ['A'])).toEqual([])
  })
})
