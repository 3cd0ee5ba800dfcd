import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChallengeFlash, FlashColour } from '../../verification/challenge.ts'
import { type FlashAnswer, fitAnswer, type LightSample } from './flash-answer.ts'
import { lightAt } from './flash-colours.ts'

const COLOURS = ['red', 'green', 'blue', 'cyan', 'magenta', 'yellow'] as const

const shown = (colours: readonly FlashColour[]): readonly ChallengeFlash[] =>
  colours.map((colour, index) => ({ colour, startMs: 2000 + 380 * index, endMs: 2380 + 380 * index }))

const orders = fc
  .shuffledSubarray([...COLOURS], { minLength: 5, maxLength: 5 })
  .map((colours): readonly FlashColour[] => [...colours.slice(0, 3), 'dark', ...colours.slice(3)])

/** Skin that adds `gain` of a full colour, `lagMs` late, before a camera with noise and a slow white balance. */
function skin(
  flashes: readonly ChallengeFlash[],
  gain: number,
  lagMs: number,
  noise: readonly number[],
): LightSample[] {
  return Array.from({ length: 45 }, (_, index) => {
    const atMs = index * 110
    const [red, green, blue] = lightAt(flashes, atMs, lagMs)
    const shake = (k: number) => 0.01 * ((noise[(3 * index + k) % noise.length] ?? 0) - 0.5)
    return {
      atMs,
      light: [
        0.3 * Math.exp(gain * red + shake(0) + atMs * 2e-6),
        0.2 * Math.exp(gain * green + shake(1)),
        0.15 * Math.exp(gain * blue + shake(2) - atMs * 1e-6),
      ],
    }
  })
}

const noise = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 101, maxLength: 131 })

/** What the check asks for, see `screen-light.ts`. */
function passes(answer: FlashAnswer | undefined): boolean {
  return answer !== undefined && answer.correlation >= 0.85 && answer.correlation > answer.otherCorrelation
}

describe('how skin answers the colours of the screen', () => {
  it('is read with its lag and in its order, from a tenth of the light on', () => {
    fc.assert(
      fc.property(
        orders,
        fc.constantFrom(0.1, 0.3),
        fc.constantFrom(25, 75, 150),
        noise,
        (order, gain, lagMs, shake) => {
          const flashes = shown(order)
          const answer = fitAnswer(skin(flashes, gain, lagMs, shake), flashes)
          expect(answer?.correlation).toBeGreaterThan(0.9)
          expect(answer?.correlation).toBeGreaterThan(answer?.otherCorrelation ?? 1)
          expect(Math.abs((answer?.lagMs ?? 0) - lagMs)).toBeLessThanOrEqual(50)
          expect(answer?.gain).toBeGreaterThan(0.8 * gain)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is explained better by another order, or too little, when the colours were others', () => {
    fc.assert(
      fc.property(orders, orders, noise, (asked, other, shake) => {
        fc.pre(asked.join() !== other.join())
        expect(passes(fitAnswer(skin(shown(other), 0.2, 75, shake), shown(asked)))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['another colour in one place', ['red', 'green', 'blue', 'dark', 'cyan', 'yellow']],
    ['two colours exchanged', ['red', 'blue', 'green', 'dark', 'cyan', 'magenta']],
    ['the dark exchanged with a colour', ['dark', 'green', 'blue', 'red', 'cyan', 'magenta']],
  ] as const)('is told from one with %s', (_, other) => {
    const asked = shown(['red', 'green', 'blue', 'dark', 'cyan', 'magenta'])
    expect(passes(fitAnswer(skin(asked, 0.2, 75, [0.5]), asked))).toBe(true)
    expect(passes(fitAnswer(skin(shown(other), 0.2, 75, [0.5]), asked))).toBe(false)
  })

  it('is weak where nothing comes back', () => {
    fc.assert(
      fc.property(orders, noise, (order, shake) => {
        expect(fitAnswer(skin(shown(order), 0, 75, shake), shown(order))?.gain).toBeLessThan(0.01)
      }),
      { numRuns: 100 },
    )
  })

  it('is nothing at all in the dark or with hardly any frames', () => {
    const flashes = shown(['red', 'green', 'blue'])
    const dark = skin(flashes, 0.3, 75, [0.5]).map(({ atMs }) => ({ atMs, light: [0, 0, 0] as const }))
    expect(fitAnswer(dark, flashes)).toBeUndefined()
    expect(fitAnswer(skin(flashes, 0.3, 75, [0.5]).slice(0, 12), flashes)).toBeUndefined()
  })
})
