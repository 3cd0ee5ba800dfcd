import type { Challenge } from '../verification/challenge.ts'

/** The capture sends 30 to 60 frames; half of the lower end is what the checks were seen to work with. */
const FEWEST_FRAMES = 20
/** The capture takes ten frames a second inside windows; slow phones may lose some, five a second still show a turn. */
const FEWEST_PER_SECOND = 5

/** Whether frames lie densely enough over the whole challenge to judge it. */
export function coversChallenge(timesMs: readonly number[], challenge: Challenge): boolean {
  if (timesMs.length < FEWEST_FRAMES) return false
  return challenge.steps.every((step) => {
    const inside = timesMs.filter((atMs) => atMs >= step.startMs && atMs <= step.endMs)
    return inside.length >= Math.floor(((step.endMs - step.startMs) * FEWEST_PER_SECOND) / 1000)
  })
}
