import type { Challenge } from '@bonafide/engine'
import type { Seeded } from '../random.ts'

/** How densely frames are kept: inside the windows of a challenge and between them. */
export interface FrameRates {
  readonly windowRate: number
  readonly idleRate: number
  readonly maxFrames: number
}

/** As design.md asks for: ten a second in each window, fewer between, sixty at most. */
export const USUAL_RATES: FrameRates = { windowRate: 10, idleRate: 4, maxFrames: 60 }

/**
 * First a little more than asked, so that the unevenness of a camera never falls below it; where that makes too many
 * frames, the time between windows gives way.
 */
const ECONOMIES = [
  { window: 1.1, idle: 1.1 },
  { window: 1.1, idle: 0.5 },
  { window: 1.04, idle: 0.25 },
  { window: 1, idle: 0.1 },
] as const

/** Camera frames do not come like a clock: up to this many milliseconds early or late. */
const JITTER_MS = 3

/** When frames are taken, in whole milliseconds since the first one; at most `maxFrames`. */
export function captureTimes(challenge: Challenge, rates: FrameRates, random: Seeded): readonly number[] {
  const plans = ECONOMIES.map(({ window, idle }) =>
    timesAt(challenge, rates.windowRate * window, rates.idleRate * idle),
  )
  const times = plans.find(({ length }) => length <= rates.maxFrames) ?? thinned(plans.at(-1) ?? [], rates.maxFrames)
  return times.map((at, index) => (index === 0 ? 0 : Math.round(at + random.between(-JITTER_MS, JITTER_MS))))
}

function timesAt({ steps, totalMs }: Challenge, windowRate: number, idleRate: number): readonly number[] {
  const times: number[] = []
  for (let at = 0; at < totalMs; ) {
    times.push(at)
    const inside = steps.some(({ startMs, endMs }) => at >= startMs && at < endMs)
    const after = at + 1000 / (inside ? windowRate : idleRate)
    // A window begins with a frame, early enough to lie inside of it whatever the jitter.
    const start = steps.map(({ startMs }) => startMs + JITTER_MS).find((begin) => begin > at && begin < after)
    at = inside || start === undefined ? after : Math.max(start, at + 4 * JITTER_MS)
  }
  return times
}

function thinned(times: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => times[Math.round((index * (times.length - 1)) / (count - 1))] ?? 0)
}
