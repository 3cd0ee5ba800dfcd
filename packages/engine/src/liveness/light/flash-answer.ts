import type { ChallengeFlash, FlashColour } from '../../verification/challenge.ts'
import { solveLeastSquares } from '../depth/least-squares.ts'
import { EXPOSURE_MS, hasTint, type Light, lightAt, lightOf, type Tint, tintOfLight } from './flash-colours.ts'

/** Light of one region at one moment. */
export interface LightSample {
  readonly atMs: number
  readonly light: Light
}

/** How a region answers the colours of the screen. */
export interface FlashAnswer {
  /** What a full screen colour adds to its channel, as a share of the light that was there: 0.1 is a tenth more. */
  readonly gain: number
  /** Between the tints that the drawn colours explain and those that were seen, 0 to 1. */
  readonly correlation: number
  readonly lagMs: number
  /** Flashes whose answer is no nearer to any other colour that was flashed than to their own, of those with a tint. */
  readonly inOrder: number
  readonly flashes: number
}

/**
 * Screen to screen change, exposure, camera pipeline: 40 to 160 ms on phones, more where a browser is late with a frame.
 * Nothing can answer before it was shown, but the page's clock and the camera's differ by up to a frame. A lag as long as
 * a colour would let an order pass that is one colour late.
 */
export const LAGS_MS = { least: -25, most: 300, step: 25 } as const
/** What lies this long before the first and after the last colour shows the light of the room. */
const BEFORE_MS = 800
const AFTER_MS = 600
const FEWEST_SAMPLES = 8

/**
 * Fits what was seen by the drawn colours, a constant and a drift (white balance follows slowly), at the lag that
 * explains most. Each channel has a gain of its own: on bright skin red is cut off first and answers less. Undefined
 * without enough light to read.
 */
export function fitAnswer(
  samples: readonly LightSample[],
  flashes: readonly ChallengeFlash[],
): FlashAnswer | undefined {
  const span = spanOf(flashes)
  const used = samples.filter(({ atMs, light }) => atMs >= span.fromMs && atMs <= span.toMs && light.every(isLit))
  if (used.length < FEWEST_SAMPLES) return undefined
  const times = used.map(({ atMs }) => atMs)
  const seen = detrend(
    times,
    used.map(({ light }) => seenTint(light)),
  )
  const fits = lags().map((lagMs) => fitAt(flashes, times, seen, lagMs))
  const best = fits.reduce((a, b) => (b.correlation > a.correlation ? b : a))
  const tinted = flashes.filter(({ colour }) => hasTint(colour))
  return {
    gain: mean(best.gains.filter((_, channel) => flashes.some(({ colour }) => lightOf(colour)[channel] === 1))),
    correlation: best.correlation,
    lagMs: best.lagMs,
    flashes: tinted.length,
    inOrder: tinted.filter((flash) => isOwnAnswer(flash, tinted, best)).length,
  }
}

interface Fit {
  readonly lagMs: number
  /** Of red, green and blue; never below nothing. */
  readonly gains: Light
  readonly correlation: number
  /** What was seen, freed of constant and drift, by the time the screen showed it. */
  readonly answers: readonly { readonly shownMs: number; readonly tint: Tint }[]
}

function fitAt(
  flashes: readonly ChallengeFlash[],
  times: readonly number[],
  seen: readonly Tint[],
  lagMs: number,
): Fit {
  const asked = times.map((atMs) => lightAt(flashes, atMs, lagMs))
  const channels = CHANNELS.map((channel) => {
    const raw = asked.map((light) => tintOfLight(light.map((value, k) => (k === channel ? value : 0))))
    return { raw, flat: detrend(times, raw) }
  })
  const gains = fitGains(
    channels.map(({ flat }) => flat),
    seen,
  )
  const sumOf = (parts: readonly (readonly Tint[])[]) =>
    times.map((_, index) => parts.reduce((sum, part, k) => plus(sum, part[index] ?? NO_TINT, gains[k] ?? 0), NO_TINT))
  const [raw, flat] = [sumOf(channels.map((part) => part.raw)), sumOf(channels.map((part) => part.flat))]
  return {
    lagMs,
    gains,
    correlation: correlationOf(flat, seen),
    answers: times.map((atMs, index) => ({
      shownMs: atMs - lagMs,
      tint: plus(plus(seen[index] ?? NO_TINT, flat[index] ?? NO_TINT, -1), raw[index] ?? NO_TINT, 1),
    })),
  }
}

const CHANNELS = [0, 1, 2] as const

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

/** Colours that the fitted gains bring nearer than this share of a full answer cannot be told apart. */
const SAME_SHARE = 0.2

/** Whether the answer during a flash lies as near to its own colour's as to any other's, as the gains make them. */
function isOwnAnswer(flash: ChallengeFlash, tinted: readonly ChallengeFlash[], { gains, answers }: Fit): boolean {
  const during = answers.filter(({ shownMs }) => isWithin(flash, shownMs)).map(({ tint }) => tint)
  if (during.length === 0) return false
  const answer = meanTint(during)
  const away = (colour: FlashColour) => {
    const expected = tintOfLight(lightOf(colour).map((value, k) => value * (gains[k] ?? 0)))
    return Math.hypot(answer[0] - expected[0], answer[1] - expected[1])
  }
  const own = away(flash.colour)
  return [...tinted.map(({ colour }) => colour), 'dark' as const].every(
    (colour) => colour === flash.colour || away(colour) >= own - SAME_SHARE * Math.max(...gains),
  )
}

function lags(): readonly number[] {
  const { least, most, step } = LAGS_MS
  return Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step)
}

function spanOf(flashes: readonly ChallengeFlash[]): { readonly fromMs: number; readonly toMs: number } {
  return {
    fromMs: Math.min(...flashes.map(({ startMs }) => startMs)) - BEFORE_MS,
    toMs: Math.max(...flashes.map(({ endMs }) => endMs)) + AFTER_MS,
  }
}

/** Darker than this (one code value) a channel holds no light to divide by. */
const LEAST_LIGHT = 0.0003

function isLit(channel: number): boolean {
  return channel > LEAST_LIGHT
}

function seenTint([red, green, blue]: Light): Tint {
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

/** Whether the shutter was open wholly while a flash was shown, the lag's step aside. */
function isWithin({ startMs, endMs }: ChallengeFlash, shutMs: number): boolean {
  return shutMs - EXPOSURE_MS - LAGS_MS.step / 2 >= startMs && shutMs + LAGS_MS.step / 2 <= endMs
}

const NO_TINT: Tint = [0, 0]

function plus(a: Tint, b: Tint, times: number): Tint {
  return [a[0] + times * b[0], a[1] + times * b[1]]
}

function meanTint(tints: readonly Tint[]): Tint {
  return [mean(tints.map(([red]) => red)), mean(tints.map(([, blue]) => blue))]
}

function dot(a: Tint, b: Tint): number {
  return a[0] * b[0] + a[1] * b[1]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
