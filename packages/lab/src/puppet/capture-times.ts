import type { Challenge, ChallengeAction } from '@bonafide/engine'
import type { Seeded } from '../random.ts'

/** How densely frames are kept: inside the windows of a challenge and between them. */
export interface FrameRates {
  readonly windowRate: number
  readonly idleRate: number
  readonly maxFrames: number
}

/** As design.md asks for: ten a second in each window, fewer between, sixty at most. */
export const USUAL_RATES: FrameRates = { windowRate: 10, idleRate: 4, maxFrames: 60 }

/** Where fewer frames than in other windows do: size changes slowly, and a colour stands for a third of a second. */
const SPARSE: Readonly<Partial<Record<ChallengeAction | 'flash', number>>> = { nearer: 0.6, farther: 0.6, flash: 0.8 }

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

function timesAt(challenge: Challenge, windowRate: number, idleRate: number): readonly number[] {
  const windows = windowsOf(challenge)
  const times: number[] = []
  for (let at = 0; at < challenge.totalMs; ) {
    times.push(at)
    const share = windows.find(({ startMs, endMs }) => at >= startMs && at < endMs)?.share ?? 0
    const after = at + 1000 / (share === 0 ? idleRate : windowRate * share)
    // A denser window begins with a frame, early enough to lie inside of it whatever the jitter.
    const denser = windows.filter((window) => window.share > share).map(({ startMs }) => startMs + JITTER_MS)
    const start = denser.find((begin) => begin > at && begin < after)
    at = start === undefined ? after : Math.max(start, at + 4 * JITTER_MS)
  }
  return times
}

function windowsOf({ steps, flashes }: Challenge) {
  const asked = steps.map(({ action, ...window }) => ({ ...window, share: SPARSE[action] ?? 1 }))
  return [...asked, ...flashes.map(({ startMs, endMs }) => ({ startMs, endMs, share: SPARSE.flash ?? 1 }))]
}

function thinned(times: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => times[Math.round((index * (times.length - 1)) / (count - 1))] ?? 0)
}
