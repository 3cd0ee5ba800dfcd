/** No phone's camera gives more than 120 frames a second, and the capture keeps a tenth of them. */
const SHORTEST_MS = 8
/** The capture keeps a frame every quarter of a second where nothing is asked; who is there after a longer break is unknown. */
const LONGEST_MS = 3000

/** Whether capture times can be those of a camera that ran without a break. */
export function isPlausibleClock(timesMs: readonly number[]): boolean {
  return timesMs.slice(1).every((atMs, index) => {
    const sinceMs = atMs - (timesMs[index] ?? 0)
    return sinceMs >= SHORTEST_MS && sinceMs <= LONGEST_MS
  })
}
