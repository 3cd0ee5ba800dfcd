import type { Challenge } from '../verification/challenge.ts'

/** The capture sends 30 to 60 frames; half of the lower end is what the checks were seen to work with. */
const FEWEST_FRAMES = 20
/** The capture takes ten frames a second inside windows; slow phones may lose some, five a second still show a turn. */
export const FEWEST_FRAMES_PER_SECOND = 5

/** Whether frames lie densely enough over the whole challenge to judge it. */
export function coversChallenge(timesMs: readonly number[], challenge: Challenge): boolean {
  if (timesMs.length < FEWEST_FRAMES) return false
  const windows = [...challenge.steps, ...spanOf(challenge.flashes)]
  return windows.every(({ startMs, endMs }) => {
    const inside = timesMs.filter((atMs) => atMs >= startMs && atMs <= endMs)
    return inside.length >= Math.floor(((endMs - startMs) * FEWEST_FRAMES_PER_SECOND) / 1000)
  })
}

/** All colours together are one window: each alone is too short to count frames in. */
function spanOf(flashes: Challenge['flashes']): readonly { readonly startMs: number; readonly endMs: number }[] {
  const [first, last] = [flashes[0], flashes.at(-1)]
  return first === undefined || last === undefined ? [] : [{ startMs: first.startMs, endMs: last.endMs }]
}
