import type { Challenge } from '../../verification/challenge.ts'

/** No phone's camera gives more than 120 frames a second. */
const SHORTEST_MS = 8
/** The capture keeps a frame every quarter of a second where nothing is asked; who is there after a longer break is unknown. */
const LONGEST_MS = 3000

/**
 * Whether capture times can be those of a camera that ran without a break. Each window opens with a frame, however near the
 * one before it is, and a phone that was kept busy hands over the pictures that waited in a bunch: of 10,000 simulated
 * captures 194 hold a time shorter than a camera needs, none more than two (docs/measurements/liveness.md). So there may
 * be one for each window, and elsewhere none.
 */
export function isPlausibleClock(timesMs: readonly number[], { steps, flashes }: Challenge): boolean {
  const gapsMs = timesMs.slice(1).map((atMs, index) => atMs - (timesMs[index] ?? 0))
  const windows = steps.length + (flashes.length > 0 ? 1 : 0)
  return (
    gapsMs.every((gapMs) => gapMs > 0 && gapMs <= LONGEST_MS) &&
    gapsMs.filter((gapMs) => gapMs < SHORTEST_MS).length <= windows
  )
}
