import type { Challenge } from '@bonafide/engine'
import type { Seeded } from '../random.ts'

/** How densely frames are kept: inside the windows of a challenge and between them. */
export interface FrameRates {
  readonly windowRate: number
  readonly idleRate: number
  readonly maxFrames: number
}

export const USUAL_RATES: FrameRates = { windowRate: 12, idleRate: 5, maxFrames: 60 }

/** A little more than asked, so that the unevenness of a real camera never falls below it. */
const HEADROOM = 1.1

/** Camera frames do not come like a clock: up to this many milliseconds early or late. */
const JITTER_MS = 4

/** When frames are taken, in whole milliseconds since the first one. */
export function captureTimes(challenge: Challenge, rates: FrameRates, random: Seeded): readonly number[] {
  const wished = timesAt(challenge, rates)
  const times = wished.length > rates.maxFrames ? thinned(wished, rates.maxFrames) : wished
  return times.map((at, index) => (index === 0 ? 0 : Math.round(at + random.between(-JITTER_MS, JITTER_MS))))
}

function timesAt({ steps, totalMs }: Challenge, rates: FrameRates): readonly number[] {
  const times: number[] = []
  for (let at = 0; at < totalMs; ) {
    times.push(at)
    const inside = steps.some(({ startMs, endMs }) => at >= startMs && at < endMs)
    const after = at + 1000 / ((inside ? rates.windowRate : rates.idleRate) * HEADROOM)
    const nextStart = steps.map(({ startMs }) => startMs).find((start) => start > at && start < after)
    at = nextStart === undefined || inside ? after : Math.max(nextStart, at + 40)
  }
  return times
}

function thinned(times: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => times[Math.round((index * (times.length - 1)) / (count - 1))] ?? 0)
}
