import { describe, expect, it } from 'vitest'
import { MRZ_ALPHABET, normalised, spell, textOf } from './read-line.ts'

const BLANK = MRZ_ALPHABET.length

/** Scores of steps that are sure of one class each; a pair of classes means doubt between the two. */
function steps(...classes: readonly (string | readonly [string, string])[]): Float32Array {
  const scores = new Float32Array(classes.length * (BLANK + 1))
  for (const [step, wanted] of classes.entries()) {
    const [first, second] = typeof wanted === 'string' ? [wanted, undefined] : wanted
    scores[step * (BLANK + 1) + indexOf(first)] = 8
    if (second !== undefined) scores[step * (BLANK + 1) + indexOf(second)] = 7
  }
  return scores
}

const indexOf = (character: string) => (character === '_' ? BLANK : MRZ_ALPHABET.indexOf(character))

describe('spell', () => {
  it('merges repeats and drops blanks', () => {
    expect(textOf(spell(steps('_', 'P', 'P', '_', '<', '_', '<', '<', 'U')))).toBe('P<<U')
  })

  it('tells how sure the network was, and of what else', () => {
    const [character] = spell(steps(['O', '0'])).characters
    expect(character?.text).toBe('O')
    expect(character?.confidence01).toBeLessThan(0.8)
    expect(character?.beliefs[0]).toBeGreaterThan(0.2)
  })
})

describe('normalised', () => {
  it('gives a crop the mean 0 and nearly the deviation 1', () => {
    const values = normalised(Float32Array.from({ length: 640 }, (_, index) => (index % 2 === 0 ? 40 : 200)))
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3)
    expect(Math.abs(values[0] ?? 0)).toBeCloseTo(1, 1)
  })
})
