import type { ChallengeView, FramePolicy } from '@bonafide/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionAt, createFrameSchedule } from './frame-schedule.ts'

const policy: FramePolicy = {
  width: 480,
  height: 640,
  minFrames: 30,
  maxFrames: 60,
  windowRate: 10,
  idleRate: 4,
  maxBytes: 2_000_000,
  jpegQuality: 0.85,
}
const challenge: ChallengeView = {
  id: 'c',
  steps: [
    { action: 'turn-left', startMs: 900, endMs: 2300 },
    { action: 'open-mouth', startMs: 2900, endMs: 4100 },
  ],
  flashes: [],
  totalMs: 4700,
  expiresInMs: 60_000,
}

function film(fps: number, bytes: number, offsetMs = 0): { readonly kept: number[]; readonly total: number } {
  const schedule = createFrameSchedule(policy, challenge)
  const kept: number[] = []
  let total = 0
  for (let index = 0; ; index += 1) {
    const atMs = index === 0 ? 0 : (index * 1000) / fps + offsetMs
    if (atMs > 6000) return { kept, total }
    const size = Math.round(bytes * schedule.quality())
    if (schedule.wants(atMs) && schedule.keep(size)) {
      kept.push(atMs)
      total += size
    }
  }
}

describe('createFrameSchedule', () => {
  it.each([15, 24, 25, 30, 60])(
    'keeps ten frames a second in every window of a camera of %i pictures a second',
    (fps) => {
      const { kept } = film(fps, 30_000)
      for (const { startMs, endMs } of challenge.steps) {
        const inside = kept.filter((atMs) => atMs >= startMs && atMs < endMs).length
        expect(inside).toBeGreaterThanOrEqual(((endMs - startMs) / 1000) * policy.windowRate)
      }
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

describe('actionAt', () => {
  it('names the action of a window from its start to before its end', () => {
    const asked = [899, 900, 2299, 2300, 3000, 4700].map((atMs) => actionAt(challenge, atMs))
    expect(asked).toEqual([undefined, 'turn-left', 'turn-left', undefined, 'open-mouth', undefined])
  })
})
