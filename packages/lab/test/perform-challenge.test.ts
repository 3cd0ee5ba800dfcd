import type { Challenge, ChallengeAction } from '@bonafide/engine'
import { type Behaviour, type Puppet, performChallenge, type RenderOptions } from '@bonafide/lab'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const CHALLENGE: Challenge = {
  id: 'c1',
  steps: [
    { action: 'turn-left', startMs: 1000, endMs: 3000 },
    { action: 'open-mouth', startMs: 3400, endMs: 4700 },
    { action: 'turn-right', startMs: 5100, endMs: 7000 },
  ],
  flashes: [],
  totalMs: 7400,
}

/** What the service asks for by default: a turn, an approach, the mouth, then colours while the face is near. */
const COLOURS = ['red', 'dark', 'cyan', 'blue', 'yellow', 'magenta'] as const
const WITH_FLASHES: Challenge = {
  id: 'c2',
  steps: [
    { action: 'turn-left', startMs: 800, endMs: 2800 },
    { action: 'nearer', startMs: 2800, endMs: 4300 },
    { action: 'open-mouth', startMs: 4300, endMs: 5100 },
  ],
  flashes: COLOURS.map((colour, order) => ({ colour, startMs: 5100 + 380 * order, endMs: 5480 + 380 * order })),
  totalMs: 7500,
}

/** A puppet that only remembers what it was asked to be. */
function recorder(): { readonly puppet: Puppet; readonly asked: RenderOptions[] } {
  const asked: RenderOptions[] = []
  const render = (options: RenderOptions = {}) => {
    asked.push(options)
    return { width: 8, height: 8, data: Uint8Array.from({ length: 192 }, () => asked.length % 256) }
  }
  return { puppet: { width: 8, height: 8, render }, asked }
}

function perform(behaviour: Behaviour, seed = 1, challenge = CHALLENGE) {
  const { puppet, asked } = recorder()
  const frames = performChallenge(puppet, challenge, { seed, behaviour })
  return { frames, asked }
}

describe('performing a challenge', () => {
  it('takes 30 to 60 frames in rising order, eight a second inside each window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const times = perform('obeys', seed).frames.map(({ atMs }) => atMs)
        expect(times[0]).toBe(0)
        expect(times.every((at, index) => index === 0 || at > (times[index - 1] ?? 0))).toBe(true)
        expect(times.length).toBeGreaterThanOrEqual(30)
        expect(times.length).toBeLessThanOrEqual(60)
        for (const { startMs, endMs } of CHALLENGE.steps) {
          const inside = times.filter((at) => at >= startMs && at < endMs)
          expect(inside.length).toBeGreaterThanOrEqual(Math.floor((endMs - startMs) / 125))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('does each asked action inside its window and rests at its borders', () => {
    const { frames, asked } = perform('obeys')
    const measure: Partial<Record<ChallengeAction, (options: RenderOptions) => number>> = {
      'turn-left': ({ yawRad = 0 }) => yawRad / 0.4,
      'turn-right': ({ yawRad = 0 }) => -yawRad / 0.4,
      'open-mouth': ({ jaw01 = 0 }) => jaw01,
    }
    for (const { action, startMs, endMs } of CHALLENGE.steps) {
      const strength = asked.map((options) => measure[action]?.(options) ?? 0)
      const peak = strength.indexOf(Math.max(...strength))
      const peakAt = frames[peak]?.atMs ?? 0
      expect(strength[peak]).toBeGreaterThan(0.8)
      expect(peakAt).toBeGreaterThan(startMs + 150)
      expect(peakAt).toBeLessThan(endMs)
      const outside = strength.filter((_, index) => {
        const at = frames[index]?.atMs ?? 0
        return at <= startMs + 140 || at >= endMs
      })
      expect(Math.max(...outside)).toBeLessThan(0.2)
    }
  })

  it('covers turns, approach and each colour of the default challenge within sixty frames', () => {
    const rates = { 'turn-left': 8, nearer: 6, 'open-mouth': 8 } as Record<ChallengeAction, number>
    for (let seed = 0; seed < 20; seed += 1) {
      const times = perform('obeys', seed, WITH_FLASHES).frames.map(({ atMs }) => atMs)
      const inside = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
        times.filter((at) => at >= startMs && at < endMs).length
      expect(times.length).toBeLessThanOrEqual(60)
      for (const step of WITH_FLASHES.steps) {
        expect(inside(step)).toBeGreaterThanOrEqual(
          Math.floor(((step.endMs - step.startMs) * rates[step.action]) / 1000),
        )
      }
      for (const flash of WITH_FLASHES.flashes) expect(inside(flash)).toBeGreaterThanOrEqual(2)
    }
  })

  it('comes nearer until the face is 1.8 to 2 times as large, and stays there while the screen lights it', () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const { frames, asked } = perform('obeys', seed, WITH_FLASHES)
      const at = (from: number, to: number) => asked.filter((_, index) => within(frames[index]?.atMs, from, to))
      expect(Math.max(...at(0, 2800).map(({ zoom = 1 }) => zoom))).toBe(1)
      for (const { zoom = 1 } of at(4300, 7500)) {
        expect(zoom).toBeGreaterThan(1.8)
        expect(zoom).toBeLessThan(2)
      }
      const order = at(5300, 7500).flatMap(({ light }) =>
        light === undefined ? [] : [light.indexOf(Math.max(...light))],
      )
      expect(new Set(order)).toEqual(new Set([0, 1, 2]))
    }
  })

  it('ignores the challenge but lives on where it is told to', () => {
    const { asked } = perform('ignores')
    const yaws = asked.map(({ yawRad = 0 }) => yawRad)
    expect(Math.max(...yaws.map(Math.abs))).toBeLessThan(0.08)
    expect(new Set(yaws).size).toBeGreaterThan(20)
    expect(asked.some(({ blink01 = 0 }) => blink01 > 0.3)).toBe(true)
    expect(asked.every(({ jaw01 = 0 }) => jaw01 === 0)).toBe(true)
  })

  it('does the asked actions in the windows of others where the order is to be wrong', () => {
    const { frames, asked } = perform('wrong-order')
    const opened = asked.findIndex(({ jaw01 = 0 }) => jaw01 > 0.8)
    expect(frames[opened]?.atMs).toBeLessThan(3000)
  })

  it('shows one and the same picture where it is frozen', () => {
    const { frames } = perform('frozen')
    expect(new Set(frames.map(({ picture }) => picture)).size).toBe(1)
  })

  it('gives the same frames for the same seed and others for another', () => {
    const times = (seed: number) => perform('obeys', seed).asked.map(({ yawRad }) => yawRad)
    expect(times(5)).toEqual(times(5))
    expect(times(5)).not.toEqual(times(6))
  })
})

function within(atMs = -1, from = 0, to = 0): boolean {
  return atMs >= from && atMs < to
}
