import type { ChallengeView, FramePolicy } from '@bonafide/protocol'

/**
 * Whether frames at these times (milliseconds since the first one) are enough to judge the challenge: as many as the
 * policy asks for, and as densely in every window. The service asks the same; who finds out here can try again at once.
 */
export function coversChallenge(timesMs: readonly number[], challenge: ChallengeView, policy: FramePolicy): boolean {
  if (timesMs.length < policy.minFrames) return false
  const [first, last] = [challenge.flashes[0], challenge.flashes.at(-1)]
  // Each colour is too short to count frames in: all together are one window.
  const colours = first === undefined || last === undefined ? [] : [{ startMs: first.startMs, endMs: last.endMs }]
  return [...challenge.steps, ...colours].every(({ startMs, endMs }) => {
    const inside = timesMs.filter((atMs) => atMs >= startMs && atMs <= endMs).length
    return inside >= Math.floor(((endMs - startMs) * policy.leastRate) / 1000)
  })
}
