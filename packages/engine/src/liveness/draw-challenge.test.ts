import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Random } from '../ports.ts'
import { drawChallenge } from './draw-challenge.ts'

/** Plays given shares of [0, 1) as randomness. */
function playing(shares: readonly number[]): Random {
  let next = 0
  return { below: (bound) => Math.floor((shares[next++ % shares.length] ?? 0) * bound) }
}

const anyRandom = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 3 }).map(playing)

describe('drawChallenge', () => {
  it('asks for both turns and an open mouth, each once, whatever the randomness', () => {
    fc.assert(
      fc.property(anyRandom, (random) => {
        const actions = drawChallenge(random, 'c').steps.map((step) => step.action)
        expect([...actions].sort()).toEqual(['open-mouth', 'turn-left', 'turn-right'])
      }),
    )
  })

  it('leaves a calm lead-in, pauses between steps and a tail, within six to nine seconds', () => {
    fc.assert(
      fc.property(anyRandom, (random) => {
        const { steps, totalMs } = drawChallenge(random, 'c')
        const starts = [...steps.map((step) => step.startMs), totalMs]
        expect(starts[0]).toBeGreaterThanOrEqual(800)
        steps.forEach((step, index) => {
          expect(step.endMs - step.startMs).toBeGreaterThanOrEqual(1200)
          expect(starts[index + 1]).toBeGreaterThanOrEqual(step.endMs + 250)
        })
        expect(totalMs).toBeGreaterThanOrEqual(6000)
        expect(totalMs).toBeLessThanOrEqual(9000)
      }),
    )
  })

  it('draws every order', () => {
    const orders = new Set(
      [0, 0.4, 0.8].flatMap((a) =>
        [0, 0.6].map((b) =>
          drawChallenge(playing([0, a, b, 0, 0]), 'c')
            .steps.map((step) => step.action)
            .join(),
        ),
      ),
    )
    expect(orders.size).toBe(6)
  })
})
