import type { ChallengeFlash, FlashColour } from '../../verification/challenge.ts'
import { EXPOSURE_MS, hasTint, type Light, type Tint, tintAt, tintOf } from './flash-colours.ts'

/** Light of one region at one moment. */
export interface LightSample {
  readonly atMs: number
  readonly light: Light
}

/** How a region answers the colours of the screen. */
export interface FlashAnswer {
  /** Tint that full screen colour adds, as a share of the light that was there: 0.1 is a tenth more of a channel. */
  readonly gain: number
  /** Between expected and seen tint, -1 to 1. */
  readonly correlation: number
  readonly lagMs: number
  /** Flashes whose answer is nearer to their own colour than to any other that was flashed, of those with a tint. */
  readonly inOrder: number
  readonly flashes: number
}

/**
 * Screen to screen change, exposure, camera pipeline: 40 to 160 ms on phones, more where a browser is late with a frame.
 * Nothing can answer before it was shown, but the page's clock and the camera's differ by up to a frame.
 */
export const LAGS_MS = { least: -25, most: 350, step: 25 } as const
/** What lies this long before the first and after the last colour shows the light of the room. */
const BEFORE_MS = 800
const AFTER_MS = 600
const FEWEST_SAMPLES = 8

/**
 * Fits what was seen by the drawn colours, a constant and a drift (white balance follows slowly), at the lag that
 * explains most. Undefined without enough light to read.
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
  const fits = lags().map((lagMs) => {
    const expected = detrend(
      times,
      times.map((atMs) => tintAt(flashes, atMs, lagMs)),
    )
    return { lagMs, ...project(expected, seen) }
  })
  const best = fits.reduce((a, b) => (b.correlation > a.correlation ? b : a))
  const tinted = flashes.filter(({ colour }) => hasTint(colour))
  return { ...best, flashes: tinted.length, inOrder: ownAnswers(flashes, times, seen, best).length }
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

function project(
  expected: readonly Tint[],
  seen: readonly Tint[],
): { readonly gain: number; readonly correlation: number } {
  const both = mean(expected.map((tint, index) => dot(tint, seen[index] ?? [0, 0])))
  const [asked, got] = [mean(expected.map((tint) => dot(tint, tint))), mean(seen.map((tint) => dot(tint, tint)))]
  return { gain: asked === 0 ? 0 : both / asked, correlation: asked * got === 0 ? 0 : both / Math.sqrt(asked * got) }
}

/** Flashes that are answered in a direction nearer to their own colour than to any other that was shown. */
function ownAnswers(
  flashes: readonly ChallengeFlash[],
  times: readonly number[],
  seen: readonly Tint[],
  { lagMs, gain }: Pick<FlashAnswer, 'lagMs' | 'gain'>,
): readonly ChallengeFlash[] {
  const asked = times.map((atMs) => tintAt(flashes, atMs, lagMs))
  const flat = detrend(times, asked)
  // What the fit leaves over, put back on the full colour: the answer freed of constant and drift.
  const answers = asked.map((tint, index) => plus(seen[index] ?? NO_TINT, minus(tint, flat[index] ?? NO_TINT), gain))
  const tinted = flashes.filter(({ colour }) => hasTint(colour))
  return tinted.filter((flash) => {
    const during = answers.filter((_, index) => isWithin(flash, (times[index] ?? 0) - lagMs))
    const answer = meanTint(during)
    const likeness = (colour: FlashColour) => dot(answer, tintOf(colour)) / Math.hypot(...tintOf(colour))
    const own = likeness(flash.colour)
    return own > 0 && tinted.every(({ colour }) => colour === flash.colour || likeness(colour) < own)
  })
}

/** Whether the shutter was open wholly while a flash was shown, the lag's step aside. */
function isWithin({ startMs, endMs }: ChallengeFlash, shutMs: number): boolean {
  return shutMs - EXPOSURE_MS - LAGS_MS.step / 2 >= startMs && shutMs + LAGS_MS.step / 2 <= endMs
}

const NO_TINT: Tint = [0, 0]

function plus(a: Tint, b: Tint, times: number): Tint {
  return [a[0] + times * b[0], a[1] + times * b[1]]
}

function minus(a: Tint, b: Tint): Tint {
  return [a[0] - b[0], a[1] - b[1]]
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
