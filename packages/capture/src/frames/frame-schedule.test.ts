import type { ChallengeView, FramePolicy } from '@bonafide/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameSchedule } from './frame-schedule.ts'

const policy: FramePolicy = {
  width: 480,
  height: 640,
  minFrames: 30,
  maxFrames: 60,
  windowRate: 8,
  approachRate: 6,
  flashRate: 8,
  idleRate: 4,
  leastRate: 5,
  maxBytes: 2_000_000,
  jpegQuality: 0.85,
}
const challenge: ChallengeView = {
  id: 'c',
  steps: [
    { action: 'turn-left', startMs: 900, endMs: 2900 },
    { action: 'nearer', startMs: 3200, endMs: 4600 },
    { action: 'open-mouth', startMs: 4900, endMs: 6000 },
  ],
  flashes: [6300, 6670, 7040, 7410, 7780, 8150].map((startMs) => ({ colour: 'red', startMs, endMs: startMs + 370 })),
  totalMs: 8720,
  expiresInMs: 60_000,
}

function film(
  fps: number,
  bytes: number,
  offsetMs = 0,
  asked = challenge,
): { readonly kept: number[]; readonly total: number } {
  const schedule = createFrameSchedule(policy, asked)
  const kept: number[] = []
  let total = 0
  for (let index = 0; ; index += 1) {
    const atMs = index === 0 ? 0 : (index * 1000) / fps + offsetMs
    if (atMs > 20_000) return { kept, total }
    const size = Math.round(bytes * schedule.quality())
    if (schedule.wants(atMs) && schedule.keep(size)) {
      kept.push(atMs)
      total += size
    }
  }
}

describe('createFrameSchedule', () => {
  it.each([15, 24, 25, 30, 60])(
    'keeps eight frames a second of actions and colours, and six of an approach, from a camera of %i pictures a second',
    (fps) => {
      const { kept } = film(fps, 30_000)
      const colours = { startMs: 6300, endMs: 8520, rate: policy.flashRate }
      const rate = (action: string) => (action === 'nearer' ? policy.approachRate : policy.windowRate)
      const windows = [...challenge.steps.map((step) => ({ ...step, rate: rate(step.action) })), colours]
      for (const { startMs, endMs, rate } of windows) {
        const inside = kept.filter((atMs) => atMs >= startMs && atMs < endMs).length
        expect(inside).toBeGreaterThanOrEqual(Math.floor(((endMs - startMs) / 1000) * rate))
      }
      for (const { startMs, endMs } of challenge.flashes)
        expect(kept.filter((atMs) => atMs >= startMs && atMs < endMs).length).toBeGreaterThanOrEqual(2)
      expect(kept.filter((atMs) => atMs < 900).length).toBeGreaterThanOrEqual(3)
      expect(kept.length).toBeGreaterThanOrEqual(policy.minFrames)
      expect(kept.length).toBeLessThanOrEqual(policy.maxFrames)
    },
  )

  it('starts with the first frame and stops with the challenge', () => {
    const { kept } = film(30, 20_000)
    expect(kept[0]).toBe(0)
    expect(kept.at(-1)).toBeLessThanOrEqual(challenge.totalMs)
  })

  it('lowers the quality when the bytes run short and never exceeds them', () => {
    const { kept, total } = film(30, 90_000)
    expect(total).toBeLessThanOrEqual(policy.maxBytes)
    expect(kept.length).toBeGreaterThanOrEqual(policy.minFrames)
  })

  it('thins out evenly where more is asked than fits, and still sees every colour', () => {
    const actions = ['turn-left', 'blink', 'turn-right', 'farther', 'open-mouth', 'nearer'] as const
    const steps = actions.map((action, index) => ({ action, startMs: 900 + index * 2400, endMs: 2900 + index * 2400 }))
    const flashes = [0, 390, 780, 1170, 1560, 1950].map((afterMs) => ({
      colour: 'red' as const,
      startMs: 15_300 + afterMs,
      endMs: 15_690 + afterMs,
    }))
    const { kept } = film(30, 30_000, 0, { ...challenge, steps, flashes, totalMs: 17_900 })
    const inside = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
      kept.filter((atMs) => atMs >= startMs && atMs < endMs).length
    expect(kept.length).toBeLessThanOrEqual(policy.maxFrames)
    for (const step of steps) expect(inside(step)).toBeGreaterThanOrEqual(step.action.endsWith('er') ? 5 : 7)
    for (const flash of flashes) expect(inside(flash)).toBeGreaterThanOrEqual(1)
  })

  it('never exceeds frames or bytes, whatever the camera and the policy', () => {
    const camera = fc.record({ fps: fc.integer({ min: 5, max: 120 }), bytes: fc.integer({ min: 100, max: 3_000_000 }) })
    fc.assert(
      fc.property(camera, ({ fps, bytes }) => {
        const { kept, total } = film(fps, bytes, 3)
        expect(kept.length).toBeLessThanOrEqual(policy.maxFrames)
        expect(total).toBeLessThanOrEqual(policy.maxBytes)
      }),
      { numRuns: 100 },
    )
  })
})
