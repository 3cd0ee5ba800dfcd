import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRandom } from '../../test/any-random.ts'
import type { Challenge } from '../verification/challenge.ts'
import type { ChallengePart } from '../verification/challenge-wish.ts'
import { drawChallenge } from './draw-challenge.ts'

const TEMPLATE = ['blink', 'open-mouth', 'turn-left', 'turn-right', 'farther', 'nearer', 'colours'] as const

const anyTemplate = fc
  .shuffledSubarray<ChallengePart>([...TEMPLATE], { minLength: 1 })
  .map((parts) => ({ parts, order: 'given' as const }))

function eachOf(check: (challenge: Challenge) => void): void {
  fc.assert(fc.property(anyRandom, (random) => check(drawChallenge(random, 'c'))))
}

describe('drawChallenge', () => {
  it('takes 7.7 to 8.9 seconds, with a calm beginning and a tail', () => {
    eachOf(({ steps, totalMs }) => {
      expect(steps[0]?.startMs).toBeGreaterThanOrEqual(800)
      expect(totalMs).toBeGreaterThanOrEqual(7700)
      expect(totalMs).toBeLessThanOrEqual(8900)
    })
  })

  it('leaves a pause between all that it asks, whatever is wished', () => {
    fc.assert(
      fc.property(anyRandom, anyTemplate, fc.boolean(), (random, wish, light) => {
        const { steps, flashes, totalMs } = drawChallenge(random, 'c', { wish, light })
        const colours = flashes.length === 0 ? [] : [{ startMs: flashes[0]?.startMs, endMs: flashes.at(-1)?.endMs }]
        const asked = [...steps, ...colours].sort((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0))
        const starts = [...asked.slice(1).map(({ startMs }) => startMs), totalMs + 50]
        asked.forEach(({ endMs = 0 }, index) => {
          expect(starts[index]).toBeGreaterThanOrEqual(endMs + 250)
        })
      }),
    )
  })

  it('shows five different colours and the dark, at most three changes in any second, and no two alike in a row', () => {
    eachOf(({ flashes }) => {
      const colours = flashes.map(({ colour }) => colour)
      expect(colours).toHaveLength(6)
      expect(new Set(colours).size).toBe(6)
      expect(colours).toContain('dark')
      expect(colours).not.toContain('white')
      const changes = [...flashes.map(({ startMs }) => startMs), flashes.at(-1)?.endMs ?? 0]
      for (const change of changes) {
        expect(changes.filter((other) => other >= change && other < change + 1000).length).toBeLessThanOrEqual(3)
      }
    })
  })

  it('shows colours one right after the other, when the face has come near', () => {
    eachOf(({ steps, flashes }) => {
      const near = steps.find(({ action }) => action === 'nearer')
      expect(flashes[0]?.startMs).toBeGreaterThan(near?.endMs ?? Number.POSITIVE_INFINITY)
      flashes.slice(1).forEach(({ startMs }, index) => {
        expect(startMs).toBe(flashes[index]?.endMs)
      })
    })
  })

  it('asks for no colours where none may be shown', () => {
    fc.assert(
      fc.property(anyRandom, (random) => {
        expect(drawChallenge(random, 'c', { light: false }).flashes).toEqual([])
      }),
    )
  })
})
