import type { ChallengeFlash } from '../../verification/challenge.ts'
import { fitColours, type SeenTints, seenTints } from './fit-colours.ts'
import { flashLight, type Light } from './flash-colours.ts'
import { otherOrders } from './other-orders.ts'

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
  /** The same for the order that explains most of all that are nearly the drawn one (`other-orders.ts`). */
  readonly otherCorrelation: number
  readonly lagMs: number
}

/**
 * Screen to screen change, exposure, camera pipeline: 40 to 160 ms on phones, more where a browser is late with a frame.
 * Nothing can answer before it was shown, but the page's clock and the camera's differ by up to a frame. A lag as long as
 * a colour would let an order pass that is one colour late.
 */
const LAGS_MS = { least: -25, most: 300, step: 25 } as const
/** What lies this long before the first and after the last colour shows the light of the room. */
const BEFORE_MS = 800
const AFTER_MS = 600
const FEWEST_SAMPLES = 8

/**
 * Fits what was seen by the drawn colours, at the lag that explains most, and by others at that lag. Undefined without
 * enough light to read.
 */
export function fitAnswer(
  samples: readonly LightSample[],
  flashes: readonly ChallengeFlash[],
): FlashAnswer | undefined {
  const span = spanOf(flashes)
  const used = samples.filter(({ atMs, light }) => atMs >= span.fromMs && atMs <= span.toMs && light.every(isLit))
  if (used.length < FEWEST_SAMPLES) return undefined
  const seen = seenTints(
    used.map(({ atMs }) => atMs),
    used.map(({ light }) => light),
  )
  const { gains, ...best } = bestFit(flashes, seen)
  const shown = gains.filter((_, channel) => flashes.some(({ colour }) => flashLight(colour)[channel] === 1))
  const others = otherOrders(flashes).map((order) => fitColours(order, seen, best.lagMs).correlation)
  return {
    ...best,
    gain: shown.reduce((sum, gain) => sum + gain, 0) / Math.max(1, shown.length),
    otherCorrelation: Math.max(0, ...others),
  }
}

function bestFit(flashes: readonly ChallengeFlash[], seen: SeenTints) {
  const fits = lags().map((lagMs) => ({ lagMs, ...fitColours(flashes, seen, lagMs) }))
  return fits.reduce((a, b) => (b.correlation > a.correlation ? b : a))
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
