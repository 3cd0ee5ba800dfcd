import fc from 'fast-check'
import type { Random } from '../src/ports.ts'

/** Plays given shares of [0, 1) as randomness, over and over. */
function playing(shares: readonly number[]): Random {
  let next = 0
  return { below: (bound) => Math.floor((shares[next++ % shares.length] ?? 0) * bound) }
}

export const anyRandom: fc.Arbitrary<Random> = fc
  .array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 7, maxLength: 40 })
  .map(playing)

/** Evenly spread randomness from a seed (a linear congruential generator, the upper bits of it). */
export function rolling(seed: number): Random {
  let state = seed >>> 0
  return {
    below(bound) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * bound)
    },
  }
}
