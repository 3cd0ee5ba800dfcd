import type { ChallengeFlash } from '../../verification/challenge.ts'
import { solveLeastSquares } from '../depth/least-squares.ts'
import { type Light, lightAt, type Tint, tintOfLight } from './flash-colours.ts'

/** What a region looked like while colours were shown, freed of what does not change with them. */
export interface SeenTints {
  readonly times: readonly number[]
  readonly tints: readonly Tint[]
}

/** How far an order of colours explains what was seen. */
export interface ColourFit {
  /** What a full red, green and blue add, as shares of the light that was there; never below nothing. */
  readonly gains: Light
  /** Between the tints that the order explains and those that were seen, 0 to 1. */
  readonly correlation: number
}

/** The tints of some lights without their mean and their drift: the room's light, and white balance that follows slowly. */
export function seenTints(times: readonly number[], lights: readonly Light[]): SeenTints {
  return { times, tints: detrend(times, lights.map(tintSeen)) }
}

/** Each channel has a gain of its own: on bright skin red is cut off first and answers less. */
export function fitColours(flashes: readonly ChallengeFlash[], seen: SeenTints, lagMs: number): ColourFit {
  const asked = seen.times.map((atMs) => lightAt(flashes, atMs, lagMs))
  const channels = CHANNELS.map((channel) =>
    detrend(
      seen.times,
      asked.map((light) => tintOfLight(light.map((value, k) => (k === channel ? value : 0)))),
    ),
  )
  const gains = fitGains(channels, seen.tints)
  const explained = seen.tints.map((_, index) =>
    channels.reduce((sum, channel, k) => plus(sum, channel[index] ?? NO_TINT, gains[k] ?? 0), NO_TINT),
  )
  return { gains, correlation: correlationOf(explained, seen.tints) }
}

const CHANNELS = [0, 1, 2] as const
const NO_TINT: Tint = [0, 0]

/** Least squares; a channel that would answer with less light answers with none. */
function fitGains(channels: readonly (readonly Tint[])[], seen: readonly Tint[]): Light {
  let used = [...channels.keys()]
  for (;;) {
    const rows = seen.flatMap((_, index) =>
      ([0, 1] as const).map((part) => Float64Array.from(used, (channel) => channels[channel]?.[index]?.[part] ?? 0)),
    )
    const fitted = solveLeastSquares(rows, Float64Array.from(seen.flat()))
    const positive = used.filter((_, k) => (fitted[k] ?? 0) > 0)
    if (positive.length === used.length) {
      const gainOf = (channel: number) => (used.includes(channel) ? (fitted[used.indexOf(channel)] ?? 0) : 0)
      return [gainOf(0), gainOf(1), gainOf(2)]
    }
    used = positive
  }
}

function correlationOf(a: readonly Tint[], b: readonly Tint[]): number {
  const sum = (one: readonly Tint[], other: readonly Tint[]) =>
    one.reduce((total, tint, index) => total + dot(tint, other[index] ?? NO_TINT), 0)
  const both = Math.sqrt(sum(a, a) * sum(b, b))
  return both === 0 ? 0 : sum(a, b) / both
}

function tintSeen([red, green, blue]: Light): Tint {
  return [Math.log(red / green), Math.log(blue / green)]
}

/** Takes constant and slope over time out of both parts of a tint. */
function detrend(times: readonly number[], tints: readonly Tint[]): readonly Tint[] {
  const meanTime = mean(times)
  const spread = mean(times.map((time) => (time - meanTime) ** 2)) || 1
  const line = (part: 0 | 1) => {
    const values = tints.map((tint) => tint[part])
    const middle = mean(values)
    const slope = mean(values.map((value, index) => (value - middle) * ((times[index] ?? 0) - meanTime))) / spread
    return (time: number) => middle + slope * (time - meanTime)
  }
  const [red, blue] = [line(0), line(1)]
  return tints.map(([r, b], index) => [r - red(times[index] ?? 0), b - blue(times[index] ?? 0)])
}

function plus(a: Tint, b: Tint, times: number): Tint {
  return [a[0] + times * b[0], a[1] + times * b[1]]
}

function dot(a: Tint, b: Tint): number {
  return a[0] * b[0] + a[1] * b[1]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
