import type { Challenge, ChallengeAction } from '@bonafide/engine'
import type { Seeded } from '../random.ts'

/** How densely frames are kept, a second: while something is asked, while the distance changes, while colours are shown, between. */
export interface FrameRates {
  readonly windowRate: number
  readonly approachRate: number
  readonly flashRate: number
  readonly idleRate: number
  readonly maxFrames: number
}

/** As the service asks for (docs/liveness-challenge.md). */
export const USUAL_RATES: FrameRates = { windowRate: 8, approachRate: 6, flashRate: 8, idleRate: 5, maxFrames: 60 }

/**
 * First a little more than asked, so that the unevenness of a camera never falls below it; where that makes too many
 * frames, the time between windows gives way down to the three calm frames before the first one that the capture keeps
 * too (`LEAST_IDLE_FRAMES` there), then the windows.
 */
const ECONOMIES = [
  { window: 1.1, idle: 1.1 },
  { window: 1.03, idle: 1 },
  { window: 1.03, idle: 0.5 },
  { window: 0.95, idle: 0.6 },
  { window: 0.85, idle: 0.6 },
  { window: 0.75, idle: 0.6 },
  { window: 0.65, idle: 0.6 },
] as const

/** Camera frames do not come like a clock: up to this many milliseconds early or late. */
const JITTER_MS = 3

/** When frames are taken, in whole milliseconds since the first one; at most `maxFrames`. */
export function captureTimes(challenge: Challenge, rates: FrameRates, random: Seeded): readonly number[] {
  const plans = ECONOMIES.map(({ window, idle }) =>
    timesAt(challenge.totalMs, windowsOf(challenge, rates, window), idle * rates.idleRate),
  )
  const times = plans.find(({ length }) => length <= rates.maxFrames) ?? thinned(plans.at(-1) ?? [], rates.maxFrames)
  return times.map((at, index) => (index === 0 ? 0 : Math.round(at + random.between(-JITTER_MS, JITTER_MS))))
}

interface RatedWindow {
  readonly startMs: number
  readonly endMs: number
  readonly rate: number
}

function timesAt(totalMs: number, windows: readonly RatedWindow[], idleRate: number): readonly number[] {
  const times: number[] = []
  for (let at = 0; at < totalMs; ) {
    times.push(at)
    const rate = windows.find(({ startMs, endMs }) => at >= startMs && at < endMs)?.rate ?? idleRate
    const after = at + 1000 / rate
    // A denser window begins with a frame, early enough to lie inside of it whatever the jitter.
    const denser = windows.filter((window) => window.rate > rate).map(({ startMs }) => startMs + JITTER_MS)
    const start = denser.find((begin) => begin > at && begin < after)
    at = start === undefined ? after : Math.max(start, at + 4 * JITTER_MS)
  }
  return times
}

function windowsOf({ steps, flashes }: Challenge, rates: FrameRates, times: number): readonly RatedWindow[] {
  const asked = steps.map(({ action, ...window }) => ({ ...window, rate: times * rateOf(action, rates) }))
  return [...asked, ...flashes.map(({ startMs, endMs }) => ({ startMs, endMs, rate: times * rates.flashRate }))]
}

function rateOf(action: ChallengeAction, { approachRate, windowRate }: FrameRates): number {
  return action === 'nearer' || action === 'farther' ? approachRate : windowRate
}

function thinned(times: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => times[Math.round((index * (times.length - 1)) / (count - 1))] ?? 0)
}
